import type { LineChange } from "@/lib/orders/change-input";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Day } from "@/lib/time";

/** What is added, with the price that was looked at, if it is known: at another the customer is asked again. */
export type OwnAddition = { variantId: string; quantity: number; seenPriceMinor?: number | undefined };

/** What a customer wants of their order; what is not named stays. */
export type OwnWishes = {
  day?: Day | undefined;
  /** The time of that day. */
  slotId?: string | undefined;
  lines?: readonly Omit<LineChange, "writtenOff">[];
  added?: readonly OwnAddition[];
  /** The revision that was looked at; left out by what fits any. */
  revision?: number;
  /** The prices that were looked at, by variant: of lines of which there are to be more. */
  seen?: Readonly<Record<string, number>>;
};

/** More of a line is an addition at today's price, which joins the line if that is its price still. */
export function asAdditions({ lines: before }: OrderSnapshot, { lines = [], added = [], seen = {} }: OwnWishes) {
  const had = new Map(before.map((line) => [line.id, line]));
  const more = lines.flatMap(({ lineId, quantity }): OwnAddition[] => {
    const line = had.get(lineId);
    if (!line || quantity <= line.quantity) return [];
    const { variantId } = line;
    return [{ variantId, quantity: quantity - line.quantity, seenPriceMinor: seen[variantId] }];
  });
  const kept = lines.map(({ lineId, quantity }) => ({
    lineId,
    quantity: Math.min(quantity, had.get(lineId)?.quantity ?? quantity),
  }));
  return { lines: kept, added: [...more, ...added] };
}
