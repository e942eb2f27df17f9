import type { IncomingMessage, ServerResponse } from "node:http";
import type { CommonRefusals, Refusal } from "@/lib/refusal";
import { comeLater, isCrowded } from "@/lib/web/in-hand";

type Busy = Refusal<"busy", CommonRefusals["busy"]>;

/**
 * Sends whoever would order away while more is inside than is answered soon, before Next has done anything for them: in a drop's first seconds that would cost
 * nearly as much as to serve them. Returns whether it did. `placing` is how pages call the action that orders. Whoever has no JavaScript is let through to the
 * page, which keeps what they typed.
 */
export function sendAway(request: IncomingMessage, response: ServerResponse, placing: string | undefined): boolean {
  const answer = answerFor(request, placing);
  if (!answer || !isCrowded()) return false;
  const busy = refusal();
  response.writeHead(503, {
    "Content-Type": answer.type,
    "Cache-Control": "no-store",
    "Retry-After": String(busy.detail.retryAfterSeconds),
  });
  response.end(JSON.stringify(answer.say(busy)));
  return true;
}

function refusal(): Busy {
  try {
    return comeLater();
  } catch (error) {
    return error as Busy;
  }
}

type Answer = { type: string; say(busy: Busy): object };

/** As the API says it everywhere. */
const toPrograms: Answer = {
  type: "application/problem+json",
  say: ({ code, message }) => ({
    type: `urn:holdfast:problem:${code}`,
    ...{ title: "Busy", status: 503, detail: message, code },
  }),
};

/** Plain text is what Next hands on to the page, which reads it (components/checkout/use-sent-once.ts). */
const toPages: Answer = {
  type: "text/plain",
  say: ({ code, detail, message }) => ({ message, refusal: { code, detail } }),
};

function answerFor({ method, url = "", headers }: IncomingMessage, placing: string | undefined): Answer | undefined {
  if (method !== "POST") return undefined;
  if (url.split("?", 1)[0] === "/api/v1/orders") return toPrograms;
  return placing !== undefined && headers["next-action"] === placing ? toPages : undefined;
}
