import { notYetWords, type Place } from "@/lib/catalog/words-of-drops";
import { refusals } from "@/lib/refusal";
import type { NeededBy } from "@/lib/stock/promised";
import type { Day } from "@/lib/time";

/** One row of many that cannot be changed like that, in words, and the orders that need its units. */
export type RefusedRow = { variantId: string; day: Day | null; name: string; words: string; orders: NeededBy[] };

export type StockRefusals = {
  /** `counted`: how many would be there. */
  below_promised: { counted: number; committed: number; held: number; orders: NeededBy[] };
  rows_refused: { rows: RefusedRow[] };
  more_than_there: { onHand: number; asked: number };
  not_undoable: Record<string, never>;
  already_undone: Record<string, never>;
  day_not_over: { day: Day };
  stocktake_settled: { state: string; by: string };
  nothing_counted: Record<string, never>;
  wrong_kind_of_day: { keeps: boolean };
  too_many_units: { most: number };
  none_available: { name: string; promised: number };
  /** A drop that has not begun; in milliseconds since 1970. */
  not_yet: Place & { name: string; opensAt: number };
  another_day: { today: Day };
  too_late_to_undo: Record<string, never>;
};

/** What stock can refuse, with words for the person who asked. */
export const refuse: <Code extends keyof StockRefusals>(code: Code, detail: StockRefusals[Code]) => never =
  refusals<StockRefusals>({
    not_yet: ({ name, opensAt, ...place }) => notYetWords([name], new Date(opensAt), place),
    below_promised: (short) => `${shortWords(short)} Change or cancel one first.`,
    rows_refused: ({ rows }) =>
      rows.length === 1
        ? `Nothing was saved: ${rows[0]?.name} cannot be changed like that.`
        : `Nothing was saved: ${rows.length} rows cannot be changed like that.`,
    more_than_there: ({ onHand, asked }) => `Only ${onHand} are on hand: ${asked} cannot go.`,
    not_undoable: () => "This entry cannot be taken back by itself. Count the level instead.",
    stocktake_settled: ({ state, by }) => `This stocktake was ${state} already, by ${by}.`,
    nothing_counted: () => "Nothing was counted yet.",
    day_not_over: () => "This day is still to come: there is nothing to close yet.",
    already_undone: () => "This entry was taken back already.",
    wrong_kind_of_day: ({ keeps }) =>
      keeps ? "This keeps: it has no stock of its own for a day." : "Please choose the day this stock is for.",
    too_many_units: ({ most }) => `One level holds at most ${most} units.`,
    none_available: ({ name, promised }) =>
      promised > 0 ? `${name} is sold out: the ${promised} still here are promised.` : `${name} is sold out.`,
    another_day: () => "A new day has begun. This page now shows today's goods: please tap again.",
    too_late_to_undo: () => "It is too late to undo this sale. Receive the unit or count the stock instead.",
  });

/** "That would leave 3, but 5 are promised: order FB-201 (3), FB-204 (2)." */
export function shortWords({ counted, committed, held, orders }: StockRefusals["below_promised"]): string {
  const needed = orders.map(({ number, quantity }) => `${number} (${quantity})`).join(", ");
  const who = [needed && `${orders.length === 1 ? "order" : "orders"} ${needed}`, held > 0 && `${held} held`];
  const named = who.filter(Boolean).join(", and ");
  return `That would leave ${Math.max(0, counted)}, but ${committed + held} are promised${named ? `: ${named}` : ""}.`;
}
