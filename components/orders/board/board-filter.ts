import { type ColumnName, columns, ticketsIn } from "@/components/orders/board/columns";
import type { TicketView } from "@/components/orders/board/ticket-view";
import { type Day, isDay } from "@/lib/time";

/** What the chips above the board leave: orders with a note, not paid, or with a message that failed. */
export type Only = "note" | "owed" | "trouble";

/** What a board shows, as its address says it. */
export type BoardFilter = {
  day: Day | null;
  column: ColumnName | null;
  /** An item's id. */
  item: string | null;
  only: Only | null;
};

export const chips: readonly { only: Only; words: string }[] = [
  { only: "note", words: "With a note" },
  { only: "owed", words: "To pay" },
  { only: "trouble", words: "Message trouble" },
];

type Said = Record<string, string | undefined>;

/** A filter as an address says it; what it says wrongly is left out. */
export function readBoardFilter(said: Said): BoardFilter {
  return {
    day: isDay(said.day ?? "") ? (said.day ?? null) : null,
    column: columns.find(({ name }) => name === said.status)?.name ?? null,
    item: /^[\w-]{1,64}$/.test(said.item ?? "") ? (said.item ?? null) : null,
    only: chips.find(({ only }) => only === said.only)?.only ?? null,
  };
}

/** The board's address with a filter, or with some of it changed. */
export function boardAddress(filter: BoardFilter, change: Partial<BoardFilter> = {}): string {
  const { day, column, item, only } = { ...filter, ...change };
  const said = Object.entries({ day, status: column, item, only }).filter(([, value]) => value !== null);
  return said.length === 0 ? "/admin/orders" : `/admin/orders?${new URLSearchParams(said as [string, string][])}`;
}

/** The tickets that a filter leaves, whatever their column. */
export function narrow(tickets: readonly TicketView[], { item, only }: BoardFilter): TicketView[] {
  return tickets.filter((ticket) => has(ticket, only) && (item === null || isOf(ticket, item)));
}

/** How many tickets each chip would leave beside the rest of the filter. */
export function countChips(tickets: readonly TicketView[], filter: BoardFilter): Record<Only, number> {
  const shown = filter.column ? ticketsIn(filter.column, tickets) : tickets;
  const count = (only: Only) => narrow(shown, { ...filter, only }).length;
  return { note: count("note"), owed: count("owed"), trouble: count("trouble") };
}

/** The items on a board by name, with how many tickets each is on. */
export function itemsOn(tickets: readonly TicketView[]): { id: string; name: string; count: number }[] {
  const items = new Map<string, { id: string; name: string; count: number }>();
  for (const ticket of tickets)
    for (const [id, name] of new Map(ticket.lines.map((line) => [line.itemId, line.item])))
      items.set(id, { id, name, count: (items.get(id)?.count ?? 0) + 1 });
  return [...items.values()].sort((one, other) => one.name.localeCompare(other.name));
}

function has(ticket: TicketView, only: Only | null): boolean {
  if (only === "note") return ticket.note !== "";
  if (only === "owed") return ticket.owed !== "" && ticket.status !== "cancelled" && ticket.status !== "not_collected";
  return only === null || ticket.trouble;
}

function isOf(ticket: TicketView, item: string): boolean {
  return ticket.lines.some((line) => line.itemId === item);
}
