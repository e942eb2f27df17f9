import type { EntryRow } from "@/lib/stock/queries";

const orderReasons: Record<string, string> = {
  order_placed: "placed",
  order_cancelled: "cancelled",
  order_completed: "completed",
  order_not_collected: "not collected",
  order_undone: "taken back a step",
};

const otherReasons: Record<string, string> = {
  received: "Received",
  counted: "Counted",
  sold_at_counter: "Sold at the counter",
  sale_undone: "Counter sale taken back",
};

/** What an entry says, in the words before and after its order's number. */
export function entryWords({ reason, note }: Pick<EntryRow, "reason" | "note">): { before: string; after: string } {
  const after = orderReasons[reason];
  if (after) return { before: "Order", after };
  const what = otherReasons[reason] ?? reason;
  return { before: note ? `${what}: ${note}` : what, after: "" };
}

/** A change with its sign, "+6" or "−2"; nothing for none. */
export function signed(delta: number): string {
  if (delta === 0) return "";
  return delta > 0 ? `+${delta}` : `−${-delta}`;
}
