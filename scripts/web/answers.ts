import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { answersInHand, requestHeader } from "@/lib/web/answers";

let requests = 0;

/** Lets whoever answers a request do what Next cannot, by a name that is in the request's headers alone. */
export function keepAnswer({ headers }: IncomingMessage, response: ServerResponse): void {
  requests += 1;
  const name = String(requests);
  headers[requestHeader] = name;
  answersInHand.set(name, {
    sayMissing() {
      if (!response.headersSent) response.statusCode = 404;
    },
    goOn: (body) => goOn(response, body),
  });
  response.once("close", () => answersInHand.delete(name));
}

/** Next ends an answer that has no body of its own: here it begins then. */
function goOn(response: ServerResponse, body: Readable): void {
  const { end } = response;
  response.once("close", () => body.destroy());
  body.once("error", () => response.destroy());
  response.end = () => {
    response.end = end;
    response.flushHeaders();
    return body.pipe(response);
  };
}
