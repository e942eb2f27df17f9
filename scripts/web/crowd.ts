import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { networkOf } from "@/lib/address";
import { type CommonRefusals, type Refusal, refuseCommon } from "@/lib/refusal";
import { comeAgainSeconds, crowdHeader } from "@/lib/web/in-hand";
import { Line } from "./line";
import { sendProblem } from "./problem";

type Busy = Refusal<"busy", CommonRefusals["busy"]>;
type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

/** How whoever orders is told to come again; without JavaScript by the page itself, which keeps what was typed. */
type Away = "by the page" | ((response: ServerResponse, busy: Busy, headers: OutgoingHttpHeaders) => void);

const toPrograms: Away = (response, { code, message }, headers) =>
  sendProblem(response, { status: 503, code, title: "Busy", detail: message }, headers);

/** Plain text is what Next hands on to the page, which reads it (components/checkout/use-sent-once.ts). */
const toPages: Away = (response, { code, detail, message }, headers) => {
  response.writeHead(503, { "Content-Type": "text/plain", ...headers });
  response.end(JSON.stringify({ message, refusal: { code, detail } }));
};

/**
 * Has those who order wait for their turn, and sends them away while too many do, before Next has done anything for them: in a drop's first seconds that would
 * cost nearly as much as to serve them. `placing` is how pages call the action that orders. Everybody else goes straight in.
 */
export function inTurn(placing: string | undefined, handle: Handle): Handle {
  const line = new Line();
  return async (request, response) => {
    const away = awayFor(request, placing);
    if (!away) return handle(request, response);
    await allOf(request);
    if (response.closed) return undefined;
    if (line.isFull) return sendAway(away, request, response, handle);
    const network = networkOf(String(request.headers["x-holdfast-address"]));
    response.once(
      "close",
      line.join(network, () => handle(request, response)),
    );
  };
}

function awayFor({ method, url = "", headers }: IncomingMessage, placing: string | undefined): Away | undefined {
  if (method !== "POST") return undefined;
  const [path] = url.split("?", 1);
  const action = headers["next-action"];
  if (path === "/api/v1/orders") return toPrograms;
  if (action !== undefined) return action === placing ? toPages : undefined;
  return path === "/checkout" ? "by the page" : undefined;
}

/** Until a request is here, or as much of it as is read ahead: one that is slow to come keeps nobody waiting. */
async function allOf(request: IncomingMessage): Promise<void> {
  await setImmediate();
  for (let pause = 2; isComing(request); pause = Math.min(pause * 2, 500)) await sleep(pause);
}

function isComing({ complete, destroyed, readableLength, readableHighWaterMark }: IncomingMessage): boolean {
  return !complete && !destroyed && readableLength < readableHighWaterMark;
}

function sendAway(away: Away, request: IncomingMessage, response: ServerResponse, handle: Handle): unknown {
  const seconds = comeAgainSeconds();
  if (away === "by the page") {
    request.headers[crowdHeader] = String(seconds);
    return handle(request, response);
  }
  return away(response, busyFor(seconds), { "Cache-Control": "no-store", "Retry-After": String(seconds) });
}

function busyFor(retryAfterSeconds: number): Busy {
  try {
    return refuseCommon("busy", { retryAfterSeconds });
  } catch (refusal) {
    return refusal as Busy;
  }
}
