import { type ColumnName, columns, ticketsIn } from "@/components/orders/board/columns";
import { byDay, stillToPack } from "@/components/orders/board/ticket-sums";
import type { TicketView } from "@/components/orders/board/ticket-view";

export type ToPack = { item: string; quantity: number };

/** What one column shows: its first tickets, how many it has in all, and for each day what is to be packed for all of them. */
export type Stack = {
  name: ColumnName;
  tickets: TicketView[];
  total: number;
  packing: Record<string, { orders: number; toPack: ToPack[] }>;
};

/** How many tickets a column shows at once. A column that is asked for alone shows all. */
const shownAtOnce: Record<ColumnName, number> = { placed: 200, accepted: 60, ready: 60, completed: 40 };

/** The columns of a board. Long ones are cut, so that the board opens as quickly on a Saturday with hundreds of orders. */
export function stacksOf(tickets: readonly TicketView[], alone: ColumnName | null): Stack[] {
  return columns.map(({ name }) => {
    const all = ticketsIn(name, tickets);
    return {
      name,
      tickets: name === alone ? all : inTurn(name, all).slice(0, shownAtOnce[name]),
      total: all.length,
      packing: name === "accepted" ? packingOf(all) : {},
    };
  });
}

/** What waits longest is shown first: of the ready ones, those of days that have passed. */
function inTurn(name: ColumnName, tickets: TicketView[]): TicketView[] {
  return name === "accepted" || name === "ready" ? byDay(tickets).flatMap((group) => group.tickets) : tickets;
}

function packingOf(tickets: readonly TicketView[]): Stack["packing"] {
  const days = byDay(tickets).map((group) => [
    group.day,
    { orders: group.tickets.length, toPack: stillToPack(group.tickets) },
  ]);
  return Object.fromEntries(days);
}
