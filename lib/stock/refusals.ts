import { refusals } from "@/lib/refusal";

export type StockRefusals = {
  below_promised: { counted: number; committed: number; held: number };
  wrong_kind_of_day: { keeps: boolean };
  too_many_units: { most: number };
};

/** What stock can refuse, with words for the person who asked. */
export const refuse: <Code extends keyof StockRefusals>(code: Code, detail: StockRefusals[Code]) => never =
  refusals<StockRefusals>({
    below_promised: ({ counted, committed, held }) =>
      `You counted ${counted}, but ${committed + held} are promised to customers. Cancel or change an order first.`,
    wrong_kind_of_day: ({ keeps }) =>
      keeps ? "This keeps: it has no stock of its own for a day." : "Please choose the day this stock is for.",
    too_many_units: ({ most }) => `One level holds at most ${most} units.`,
  });
