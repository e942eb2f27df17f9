import type { TicketView } from "@/components/orders/board/ticket-view";

/** How many units an order is for. */
export function unitsOf(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** What is still to be packed: units of each item over all tickets, most first, then by name. */
export function stillToPack(tickets: readonly TicketView[]): { item: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { item, quantity } of tickets.flatMap((ticket) => ticket.lines)) {
    sums.set(item, (sums.get(item) ?? 0) + quantity);
  }
  return [...sums]
    .map(([item, quantity]) => ({ item, quantity }))
    .sort((one, other) => other.quantity - one.quantity || one.item.localeCompare(other.item));
}

/** Tickets of one pickup day after the other, each in its given order. */
export function byDay(tickets: readonly TicketView[]): { day: string; words: string; tickets: TicketView[] }[] {
  const days = new Map<string, TicketView[]>();
  for (const ticket of tickets) days.set(ticket.day, [...(days.get(ticket.day) ?? []), ticket]);
  return [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, ofDay]) => ({ day, words: ofDay[0]?.dayWords ?? day, tickets: ofDay }));
}
