import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import type { TicketView } from "@/components/orders/board/ticket-view";
import type { OrderStatus } from "@/lib/orders/status";

export type ColumnName = "placed" | "accepted" | "ready" | "completed";
/** The moves that a ticket's stub can make. */
export type StubMove = "accept" | "markReady" | "complete";

export type ColumnKind = { name: ColumnName; words: string; aside: string; hue: Hue; glyph: GlyphName };

export const columns: readonly ColumnKind[] = [
  { name: "placed", words: "Placed", aside: "oldest first", hue: "placed", glyph: "placed" },
  { name: "accepted", words: "Accepted", aside: "by pickup day", hue: "accepted", glyph: "accepted" },
  { name: "ready", words: "Ready", aside: "waiting to be collected", hue: "ready", glyph: "ready" },
  { name: "completed", words: "Completed", aside: "", hue: "done", glyph: "tick" },
];

export type Stub = { move: StubMove; words: string; glyph: GlyphName; to: OrderStatus };

/** The one button of a ticket, by the status it starts from: labelled with what it leads to. */
export const stubs: Partial<Record<OrderStatus, Stub>> = {
  placed: { move: "accept", words: "Accept", glyph: "accepted", to: "accepted" },
  accepted: { move: "markReady", words: "Ready", glyph: "ready", to: "ready" },
  ready: { move: "complete", words: "Complete", glyph: "tick", to: "completed" },
};

/** Which column a ticket stands in: whatever is over stands in the last. */
export function columnOf(status: OrderStatus): ColumnName {
  return status === "placed" || status === "accepted" || status === "ready" ? status : "completed";
}

/** A column's tickets in its own order: what is over newest first, what is new oldest first, everything else by when it is collected. */
export function ticketsIn(column: ColumnName, tickets: readonly TicketView[]): TicketView[] {
  const inIt = tickets.filter((ticket) => columnOf(ticket.status) === column);
  if (column === "completed") return inIt.sort((one, other) => other.movedAt - one.movedAt);
  if (column === "placed") return inIt.sort((one, other) => one.placedAt - other.placedAt || one.number - other.number);
  return inIt.sort((one, other) => byPickup(one, other) || one.number - other.number);
}

/** By day, and within it by time; what has none comes last. */
function byPickup(one: TicketView, other: TicketView): number {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1;
  if (one.timeAt === other.timeAt) return 0;
  return (one.timeAt ?? Number.POSITIVE_INFINITY) < (other.timeAt ?? Number.POSITIVE_INFINITY) ? -1 : 1;
}
