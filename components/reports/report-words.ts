import { dateFormat, numberFormat } from "@/lib/formats";
import type { OrderStatus } from "@/lib/orders/status";
import { statusWords } from "@/lib/orders/status";
import type { Step } from "@/lib/reports/rules";
import { type Day, formatShortDay, toDate } from "@/lib/time";

export type Place = { locale: string; currency: string; timezone: string };

const channels: Readonly<Record<string, string>> = {
  web: "On the web",
  api: "By another system",
  counter: "At the counter",
  phone: "By phone",
  till: "At the counter, without an order",
};

/** How a locale writes counts: "13,001". */
export function counts(locale: string): (count: number) => string {
  const format = numberFormat(locale);
  return (count) => format.format(count);
}

/** A channel as people say it. */
export function channelWords(channel: string): string {
  return channels[channel] ?? channel;
}

/** A status as people say it. */
export function stateWords(status: OrderStatus): string {
  return statusWords[status];
}

/** A day, a week by its Monday, or a month. */
export function stepWords(start: Day, step: Step, locale: string): string {
  return step === "day" ? formatShortDay(start, locale) : tickWords(start, step, locale);
}

/** The same as briefly as a chart needs it: "Mon 23", where it is of a week at most. */
export function tickWords(start: Day, step: Step, locale: string, week = false): string {
  if (week && step === "day")
    return dateFormat(locale, { weekday: "short", day: "numeric", timeZone: "UTC" }).format(toDate(start));
  const month = step === "month" ? { year: "2-digit" as const } : { day: "numeric" as const };
  return dateFormat(locale, { ...month, month: "short", timeZone: "UTC" }).format(toDate(start));
}

/** How a sum stands to the one before: "12% more than the week before". With nothing to compare, nothing is said. */
export function comparedWith(now: number, before: number, words: string): string {
  if (before === 0) return "";
  const share = Math.round((now / before - 1) * 100);
  if (share === 0) return `as much as ${words}`;
  return share > 0 ? `${share}% more than ${words}` : `${-share}% less than ${words}`;
}

/** "6 h", "3 days" */
export function hoursWords(hours: number): string {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}

const weekdayDates = ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-06", "2024-01-07"];

/** The weekdays' short names, Monday first. */
export function weekdayNames(locale: string, weekday: "short" | "long" = "short"): string[] {
  const format = dateFormat(locale, { weekday, timeZone: "UTC" });
  return weekdayDates.map((date) => format.format(toDate(date)));
}
