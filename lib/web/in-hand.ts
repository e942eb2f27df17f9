import { networkOf } from "@/lib/address";
import { refuseCommon } from "@/lib/refusal";

/**
 * How many orders one web process works on at a time, and how many may wait for their turn: more at once only wait longer for the same few
 * connections and the same locks, until nobody is answered. `inside`: how many requests that change something may have come and
 * not been answered when an order is begun, of one visitor's network some at most: beyond it answers would take longer than people wait. See docs/bench.md.
 */
export const mostInHand = { running: 8, waiting: 150, inside: 60, ofOneNetwork: 6 };

/** So many orders within a second are a rush: drawing a page for each that is refused would hold up those who can still be served. */
const rush = { orders: 20, withinMs: 1_000 };

/** Who is sent away comes again after so many seconds, and chance spreads them: the first number, and up to the second more. */
const comeAgain = { after: 2, within: 6 };

/** A request, as far as it has come: one whose body is still on its way keeps nobody waiting. */
type Coming = { readonly complete: boolean };

/** `inside`: by network. `came`: when the last orders did, in milliseconds of the process's own clock. */
type InHand = { inside: Map<string, Set<Coming>>; running: number; waiting: (() => void)[]; came: number[] };

/** Shared by every copy of this module in the process, so that all doors count together. */
const shared = globalThis as typeof globalThis & { holdfastInHand?: InHand };
shared.holdfastInHand ??= { inside: new Map(), running: 0, waiting: [], came: [] };
const hand = shared.holdfastInHand;

/**
 * Runs work when it is its turn: some at a time, others wait in the order in which they came, and beyond those everyone is told at once to come
 * again. Refuses `busy` with the seconds to wait.
 */
export async function inHand<Result>(work: () => Promise<Result>): Promise<Result> {
  hand.came = [...hand.came.slice(1 - rush.orders), performance.now()];
  if (isCrowded()) comeLater();
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

/** Counts a request that changes something; of one visitor's network only some, whatever else they send. Returns what counts it out again. */
export function comeInside(address: string, request: Coming): () => void {
  const network = networkOf(address);
  const theirs = hand.inside.get(network) ?? new Set();
  hand.inside.set(network, theirs.add(request));
  return () => {
    theirs.delete(request);
    if (theirs.size === 0) hand.inside.delete(network);
  };
}

/** Whether more has come inside than is answered soon. */
export function isCrowded(): boolean {
  let count = 0;
  for (const theirs of hand.inside.values()) count += Math.min(completeIn(theirs), mostInHand.ofOneNetwork);
  return count > mostInHand.inside;
}

function completeIn(requests: Iterable<Coming>): number {
  let count = 0;
  for (const { complete } of requests) count += Number(complete);
  return count;
}

/** Whether orders come faster now than pages can be drawn beside them. */
export function isRush(): boolean {
  const [first = 0] = hand.came;
  return hand.came.length === rush.orders && performance.now() - first < rush.withinMs;
}

function turn(): Promise<void> {
  if (hand.waiting.length >= mostInHand.waiting) comeLater();
  return new Promise((resolve) => hand.waiting.push(resolve));
}

/** Refuses `busy`, with the seconds to wait. */
export function comeLater(): never {
  return refuseCommon("busy", { retryAfterSeconds: comeAgain.after + Math.round(Math.random() * comeAgain.within) });
}
