import { refusals } from "@/lib/refusal";
import type { Day } from "@/lib/time";

export type StockRefusals = {
  below_promised: { counted: number; committed: number; held: number };
  wrong_kind_of_day: { keeps: boolean };
  too_many_units: { most: number };
  none_available: { name: string; promised: number };
  another_day: { today: Day };
  too_late_to_undo: Record<string, never>;
};

/** What stock can refuse, with words for the person who asked. */
export const refuse: <Code extends keyof StockRefusals>(code: Code, detail: StockRefusals[Code]) => never =
  refusals<StockRefusals>({
    below_promised: ({ counted, committed, held }) =>
      `You counted ${counted}, but ${committed + held} are promised to customers. Cancel or change an order first.`,
    wrong_kind_of_day: ({ keeps }) =>
      keeps ? "This keeps: it has no stock of its own for a day." : "Please choose the day this stock is for.",
    too_many_units: ({ most }) => `One level holds at most ${most} units.`,
    none_available: ({ name, promised }) =>
      promised > 0 ? `${name} is sold out: the ${promised} still here are promised.` : `${name} is sold out.`,
    another_day: () => "A new day has begun. This page now shows today's goods: please tap again.",
    too_late_to_undo: () => "It is too late to undo this sale. Receive the unit or count the stock instead.",
  });
