import { formatMoney } from "@/lib/money";
import { dueOf } from "@/lib/orders/rules";
import { channelPhrase } from "@/lib/orders/status";
import type { Ticket, TicketLine } from "@/lib/orders/ticket-queries";
import { type Day, dayOf, formatShortDay, formatTime } from "@/lib/time";

export type PrintPlace = { locale: string; timezone: string; today: Day };

/** "10:41", or "Sat 21 Nov, 10:41" of another day. */
export function printedMoment(at: Date, { locale, timezone, today }: PrintPlace): string {
  const day = dayOf(at, timezone);
  const time = formatTime(at, locale, timezone);
  return day === today ? time : `${formatShortDay(day, locale)}, ${time}`;
}

/** What a reprint says at its head; null on the first print. */
export function reprintWords(
  ticket: Pick<Ticket, "printedAt" | "printedBy" | "changedSince">,
  place: PrintPlace,
): string | null {
  const { printedAt, printedBy, changedSince } = ticket;
  if (!printedAt) return null;
  const since = `${printedMoment(printedAt, place)}${printedBy && `, ${printedBy}`}`;
  return changedSince ? `CHANGED since ${since}` : `REPRINT of ${since}`;
}

/** "Paid", or what is still to pay. */
export function owedWords(ticket: Ticket): string {
  const due = dueOf(ticket);
  if (due > 0) return `${formatMoney(due, ticket.currency, ticket.locale)} to pay`;
  return due < 0 ? `${formatMoney(-due, ticket.currency, ticket.locale)} to give back` : "Paid";
}

/** How the order came, where that is worth saying. */
export function cameWords({ channel }: Ticket): string {
  return channel === "web" ? "" : `Ordered ${channelPhrase(channel)}`;
}

export type Sum = { key: string; itemName: string; variantName: string; contains: string; units: number };

/** What is to be made in all: the lines of many orders summed per variant, by item. */
export function sumLines(tickets: readonly Pick<Ticket, "lines">[]): Sum[] {
  const byVariant = Map.groupBy(
    tickets.flatMap(({ lines }) => lines),
    (line: TicketLine) => `${line.itemName} ${line.variantId}`,
  );
  const sums = [...byVariant].map(([key, [first, ...rest]]) => ({
    key,
    ...{ itemName: first!.itemName, variantName: first!.variantName, contains: first!.contains },
    units: rest.reduce((sum, line) => sum + line.quantity, first!.quantity),
  }));
  return sums.sort((one, other) => one.key.localeCompare(other.key));
}

/** "1 unit", "4 units". */
export function unitsWords(units: number): string {
  return units === 1 ? "1 unit" : `${units} units`;
}

/** How many units there are in all. */
export function unitsIn(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
