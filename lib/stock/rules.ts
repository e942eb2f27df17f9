import type { Permission } from "@/lib/permission";

/** Entries that a person made and can take back, by reason, and who may: who may make such an entry. */
export const undoableReasons: Readonly<Record<string, Permission>> = {
  received: "stock.receive",
  counted: "stock.count",
  written_off: "stock.write_off",
  sold_at_counter: "stock.sell",
};

/** Seconds in which a sale at the counter can be taken back. */
export const undoSaleSeconds = 10;

/** Why units are gone without being sold. */
export const losses = {
  broken: "Broken",
  burnt: "Burnt",
  given_away: "Given away",
  staff: "Eaten by staff",
  other: "Other",
} as const;
export type Loss = keyof typeof losses;
