import { Temporal } from "temporal-polyfill";
import { dateFormat } from "@/lib/formats";

/** A calendar day as YYYY-MM-DD, in the shop's zone. */
export type Day = string;

/** The day that an instant falls on in a time zone. */
export function dayOf(instant: Date, timezone: string): Day {
  return zoned(instant, timezone).toPlainDate().toString();
}

/** Minutes since midnight of an instant in a time zone. */
export function minuteOf(instant: Date, timezone: string): number {
  const time = zoned(instant, timezone);
  return time.hour * 60 + time.minute;
}

/** ISO weekday of a day: Monday 1 to Sunday 7. */
export function weekdayOf(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** The day so many days later (or earlier, if negative). */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Whether words are a day that is in the calendar, as YYYY-MM-DD. Postgres knows no year nought. */
export function isDay(words: string): words is Day {
  return /^(?!0000)\d{4}-\d\d-\d\d$/.test(words) && new Date(`${words}T00:00:00Z`).toJSON()?.slice(0, 10) === words;
}

/** The instant at which a day reaches a minute in a time zone. */
export function instantAt(day: Day, minute: number, timezone: string): Date {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 });
  const date = Temporal.PlainDate.from(day).add({ days: Math.floor(minute / 1440) });
  return new Date(date.toZonedDateTime({ timeZone: timezone, plainTime: time }).epochMilliseconds);
}

/**
 * The first instant at which a day's clock shows a minute or a later one. A minute that the clocks skip is reached as they go on, and one that
 * they show twice is reached the first time: so what follows one another by the clock does so in time.
 */
export function clockReaches(day: Day, minute: number, timezone: string): Date {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime().add({ minutes: minute });
  const shown = wall.toZonedDateTime(timezone);
  if (shown.toPlainDateTime().equals(wall)) return new Date(shown.epochMilliseconds);
  const before = wall.toZonedDateTime(timezone, { disambiguation: "earlier" });
  return new Date(before.getTimeZoneTransition("next")?.epochMilliseconds ?? shown.epochMilliseconds);
}

/** A day as Prisma's DATE columns take it, and back. */
export function toDate(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The day held by a DATE column. */
export function fromDate(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** "Saturday 28 November", as the locale writes it, without commas. */
export function formatDay(day: Day, locale: string): string {
  return inUtc(locale, { weekday: "long", day: "numeric", month: "long" }).format(toDate(day)).replace(",", "");
}

/** "Sat 28 Nov", without commas. */
export function formatShortDay(day: Day, locale: string): string {
  return inUtc(locale, { weekday: "short", day: "numeric", month: "short" }).format(toDate(day)).replace(",", "");
}

/** "Saturday" of an ISO weekday, Monday 1 to Sunday 7. */
export function formatWeekday(weekday: number, locale: string, width: "long" | "short" = "long"): string {
  return inUtc(locale, { weekday: width }).format(new Date(Date.UTC(2024, 0, weekday)));
}

/** "18:40" in a time zone. */
export function formatTime(instant: Date, locale: string, timezone: string): string {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone } as const;
  return dateFormat(locale, clock).format(instant);
}

/** A minute of the day as spoken: "8 am", "12 noon", "4.30 pm". */
export function formatMinute(minute: number): string {
  if (minute === 720) return "12 noon";
  if (minute === 0 || minute === 1440) return "midnight";
  const hour = Math.floor(minute / 60);
  const rest = minute % 60;
  const clock = `${hour % 12 || 12}${rest ? `.${String(rest).padStart(2, "0")}` : ""}`;
  return `${clock} ${hour < 12 ? "am" : "pm"}`;
}

/** A minute of the day as the locale's language has it: as spoken in English, "08:30" elsewhere. */
export function formatClock(minute: number, locale: string): string {
  if (/^en(-|$)/i.test(locale)) return formatMinute(minute);
  return formatTime(new Date((minute % 1_440) * 60_000), locale, "UTC");
}

function zoned(instant: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone);
}

function inUtc(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return dateFormat(locale, { ...options, timeZone: "UTC" });
}
