import { addDays, dayOf, instantAt, minuteOf } from "@/lib/time";

/** What figures are of: the last 24 hours by the hour, or the last 7 days by the shop's days. */
export type FigureSpan = "day" | "week";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** When each bar of a span begins, the oldest first; the last is the one that is not over. */
export function barsOf(span: FigureSpan, now: Date, timezone: string): Date[] {
  if (span === "week") {
    const today = dayOf(now, timezone);
    return [-6, -5, -4, -3, -2, -1, 0].map((days) => instantAt(addDays(today, days), 0, timezone));
  }
  const intoHour = (minuteOf(now, timezone) % 60) * minuteMs + (now.getTime() % minuteMs);
  const hour = now.getTime() - intoHour;
  return Array.from({ length: 24 }, (_, at) => new Date(hour - (23 - at) * hourMs));
}
