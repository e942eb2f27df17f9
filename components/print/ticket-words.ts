import { formatMoney } from "@/lib/money";
import { dueOf } from "@/lib/orders/rules";
import { channelPhrase } from "@/lib/orders/status";
import type { Ticket, TicketLine } from "@/lib/orders/ticket-queries";
import { timeWords } from "@/lib/pickup/rules-of-slots";
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

/** Tickets that are collected at one time, with the words for it. */
export type Round<Of> = { key: string; words: string; tickets: Of[] };

/**
 * The tickets of a day time by time, earliest first, each in its given order; those without a time last. Where none has one, all are one round
 * without words.
 */
export function roundsOf<Of extends Pick<Ticket, "slot">>(tickets: readonly Of[], locale: string): Round<Of>[] {
  const timed = tickets.some(({ slot }) => slot);
  const rounds = Map.groupBy(tickets, ({ slot }) => (slot ? `${slot.startsAt} ${slot.endsAt}` : "~"));
  return [...rounds]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, some]) => ({ key, words: timed ? roundWords(some[0]!, locale) : "", tickets: some }));
}

function roundWords({ slot }: Pick<Ticket, "slot">, locale: string): string {
  return slot ? timeWords(slot, locale) : "No time";
}

/** "1 unit", "4 units". */
export function unitsWords(units: number): string {
  return units === 1 ? "1 unit" : `${units} units`;
}

/** How many units there are in all. */
export function unitsIn(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
