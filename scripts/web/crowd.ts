import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { networkOf } from "@/lib/address";
import { type CommonRefusals, type Refusal, refuseCommon } from "@/lib/refusal";
import { behindHeader, comeAgainSeconds, crowdHeader } from "@/lib/web/in-hand";
import { Line } from "./line";
import { sendProblem } from "./problem";

type Busy = Refusal<"busy", CommonRefusals["busy"]>;
type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

/** How whoever orders is told to come again; without JavaScript by the page itself, which keeps what was typed. */
type Away = "by the page" | ((response: ServerResponse, busy: Busy, headers: OutgoingHttpHeaders) => void);

const toPrograms: Away = (response, { code, message }, headers) =>
  sendProblem(response, { status: 503, code, title: "Busy", detail: message }, headers);

/** The actions by which customers place an order or make theirs larger. All of them refuse in a crowd (lib/web/crowd.ts) and are worked on in hand (lib/web/in-hand.ts). */
export const orderingActions = [
  { file: "app/(shop)/checkout/actions.ts", exported: "place" },
  { file: "app/(shop)/checkout/code/actions.ts", exported: "confirmAndPlace" },
  { file: "app/(shop)/cart/actions.ts", exported: "addToOrder" },
  { file: "app/(shop)/orders/[token]/actions.ts", exported: "changeOwn" },
];

/** Where programs order, and where an open checkout asks that its cart is kept: that takes the same locks as an order. */
const doorsOfPrograms = new Set(["/api/v1/orders", "/api/checkout/hold"]);

/** The pages that they stand on. Which form of a page is sent without JavaScript stands within it: there every one waits. */
const orderingPages = /^\/(checkout|checkout\/code|cart|orders\/[^/]+\/change)$/;

/** Plain text is what Next hands on to the page, which reads it (components/checkout/use-sent-once.ts). */
const toPages: Away = (response, { code, detail, message }, headers) => {
  response.writeHead(503, { "Content-Type": "text/plain", ...headers });
  response.end(JSON.stringify({ message, refusal: { code, detail } }));
};

/**
 * Has those who order wait for their turn, and sends them away while too many do, before Next has done anything for them: in a drop's first seconds that would
 * cost nearly as much as to serve them. `ordering` is how pages call the actions that order. Everybody else goes straight in.
 */
export function inTurn(ordering: ReadonlySet<string>, handle: Handle): Handle {
  const line = new Line();
  return async (request, response) => {
    const away = awayFor(request, ordering);
    if (!away) return handle(request, response);
    await allOf(request);
    if (response.closed) return undefined;
    if (line.isFull) return sendAway(away, request, response, handle);
    const network = networkOf(String(request.headers["x-holdfast-address"]));
    response.once(
      "close",
      line.join(network, (behind) => {
        request.headers[behindHeader] = String(behind);
        handle(request, response);
      }),
    );
  };
}

function awayFor({ method, url = "", headers }: IncomingMessage, ordering: ReadonlySet<string>): Away | undefined {
  if (method !== "POST") return undefined;
  const [path = ""] = url.split("?", 1);
  const action = headers["next-action"];
  if (doorsOfPrograms.has(path)) return toPrograms;
  if (action !== undefined) return ordering.has(String(action)) ? toPages : undefined;
  return orderingPages.test(path) ? "by the page" : undefined;
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
