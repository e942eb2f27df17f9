import type { EntryRow } from "@/lib/stock/ledger-queries";

const orderReasons: Record<string, string> = {
  order_placed: "placed",
  order_changed: "changed",
  order_cancelled: "cancelled",
  order_completed: "completed",
  order_not_collected: "not collected",
  order_undone: "taken back a step",
};

/** What each reason is called, in the order of a list to choose from. */
export const reasonWords: Readonly<Record<string, string>> = {
  received: "Received",
  planned: "Planned",
  counted: "Counted",
  written_off: "Written off",
  carried_over: "Carried over",
  sold_at_counter: "Sold at the counter",
  sale_undone: "Counter sale taken back",
  entry_undone: "Taken back",
  held: "Kept for a checkout",
  hold_given_back: "No longer kept",
  hold_ended: "Time to keep it over",
  offered: "Offered to the waiting list",
  offer_declined: "Offer not wanted",
  ...Object.fromEntries(Object.entries(orderReasons).map(([reason, words]) => [reason, `Order ${words}`])),
};

/** What an entry says, in the words before and after its order's number. */
export function entryWords({ reason, note, orderNumber }: Pick<EntryRow, "reason" | "note" | "orderNumber">): {
  before: string;
  after: string;
} {
  const after = orderReasons[reason];
  if (after) return { before: "Order", after };
  const what = reasonWords[reason] ?? reason.replaceAll("_", " ");
  const words = note ? `${what}: ${note}` : what;
  return { before: orderNumber ? `${words}, order` : words, after: "" };
}

/** A change with its sign, "+6" or "−2"; nothing for none. */
export function signed(delta: number): string {
  if (delta === 0) return "";
  return delta > 0 ? `+${delta}` : `−${-delta}`;
}

/** Who wrote an entry. */
export function actorWords({ kind, name }: EntryRow["actor"]): string {
  return name ?? (kind === "api" ? "API" : kind === "system" ? "Holdfast" : "Customer");
}
