import { addDays, type Day, instantAt } from "@/lib/time";

/** What becomes of units left at the close of day. */
export const closePolicies = { write_off: "Write off", carry_over: "Carry over to the next open day" } as const;
export type ClosePolicy = keyof typeof closePolicies;

/** A level's part in a close of day. */
export type ClosedRow = { variantId: string; sku: string; name: string; quantity: number; became: ClosePolicy };

type Closing = { day: Day; closesMinute: number | undefined; afterMinutes: number; timezone: string };

/** When a day closes by itself: so many minutes of real time after its closing time; after midnight, where it was not open. */
export function closesAt({ day, closesMinute, afterMinutes, timezone }: Closing): Date {
  const closing = instantAt(day, closesMinute ?? 1_440, timezone);
  return new Date(closing.getTime() + afterMinutes * 60_000);
}

/** The first open day after one; null if there is none within two months. */
export function nextOpenDay(day: Day, open: ReadonlyMap<Day, number>): Day | null {
  for (let next = addDays(day, 1), last = addDays(day, daysSearched); next <= last; next = addDays(next, 1)) {
    if (open.has(next)) return next;
  }
  return null;
}

/** How far ahead a next open day is looked for. */
export const daysSearched = 60;
