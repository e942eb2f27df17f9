import type { Readable } from "node:stream";

/** What whoever answers a request may ask of the server in front of Next, because Next cannot. */
export type AnswerInHand = {
  /** Nothing is at this address: the page that is drawn goes out as 404. */
  sayMissing(): void;
  /** Goes on with a stream once Next has said the headers, until either side ends it. */
  goOn(body: Readable): void;
};

/** The header by which a request is known; the server in front of Next writes it, over anything that a client sent. */
export const requestHeader = "x-holdfast-request";

/** Shared by every copy of this module in the process: the door fills it, the pages and routes look into it. */
const shared = globalThis as typeof globalThis & { holdfastAnswers?: Map<string, AnswerInHand> };
shared.holdfastAnswers ??= new Map();

/** The requests that are being answered, by their name. */
export const answersInHand = shared.holdfastAnswers;

/** The answer to a request; none where no server of ours is in front. */
export function answerTo(headers: { get(name: string): string | null }): AnswerInHand | undefined {
  return answersInHand.get(headers.get(requestHeader) ?? "");
}
