import { setTimeout as sleep } from "node:timers/promises";
import type { Outbox } from "@/lib/live/channel";

/** A page hears at most 20 times a second, and less often the more pages there are: an order takes longer while a thousand are told. */
const [shortestMs, longestMs] = [50, 150];
const pagesPerMs = 10;
/** So many are told, then whoever orders meanwhile has a moment of the processor to themselves. */
const toldAtOnce = 25;
const pauseMs = 1;

/** How long changes are gathered before so many pages are told of them together, in milliseconds (docs/decisions/0042-a-page-hears-in-rounds.md). */
export function gatherMs(pages: number): number {
  return Math.min(shortestMs + pages / pagesPerMs, longestMs);
}

/** Hands everyone what is theirs, a few at a time: a thousand at once would hold up whoever orders. */
export async function tell(outbox: Outbox): Promise<void> {
  let told = 0;
  for (const [listener, frames] of outbox) {
    listener.say(frames);
    told += 1;
    if (told % toldAtOnce === 0) await sleep(pauseMs);
  }
}
