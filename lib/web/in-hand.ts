import { refuseCommon } from "@/lib/refusal";

/**
 * How many orders one web process works on at a time, and how many may wait for their turn: more at once only wait longer for the same few
 * connections and the same locks, until nobody is answered. Before that they stand in line at the door (scripts/web/line.ts).
 */
export const mostInHand = { running: 8, waiting: 150 };

/** Tells a page that it is drawn only to send somebody away, and for how many seconds; the server in front of Next writes it, over anything that a client sent. */
export const crowdHeader = "x-holdfast-crowd";

/** Tells how many stand in line at the door behind the order in hand, as its turn comes; written like the other. */
export const behindHeader = "x-holdfast-behind";

/** Who is sent away comes again after so many seconds, and chance spreads them: the first number, and up to the second more. */
const comeAgain = { after: 2, within: 6 };

type InHand = { running: number; waiting: (() => void)[] };

/** Shared by every copy of this module in the process, so that all doors count together. */
const shared = globalThis as typeof globalThis & { holdfastInHand?: InHand };
shared.holdfastInHand ??= { running: 0, waiting: [] };
const hand = shared.holdfastInHand;

/** When somebody who is sent away is to come again, in seconds: a while later, at a moment of their own. */
export function comeAgainSeconds(): number {
  return comeAgain.after + Math.round(Math.random() * comeAgain.within);
}

/**
 * Runs work when it is its turn: some at a time, others wait in the order in which they came, and beyond those everyone is told at once to come
 * again. Refuses `busy` with the seconds to wait.
 */
export async function inHand<Result>(work: () => Promise<Result>): Promise<Result> {
  if (hand.running < mostInHand.running) hand.running += 1;
  else await turn();
  try {
    return await work();
  } finally {
    // Whoever waits longest takes this place over, so that the count stays.
    const next = hand.waiting.shift();
    if (next) next();
    else hand.running -= 1;
  }
}

function turn(): Promise<void> {
  if (hand.waiting.length >= mostInHand.waiting) refuseCommon("busy", { retryAfterSeconds: comeAgainSeconds() });
  return new Promise((resolve) => hand.waiting.push(resolve));
}
