import { type Day, dayOf, formatShortDay, formatTime } from "@/lib/time";

export type Place = { locale: string; timezone: string; today: Day };

/** "10:42" today, "Sat 21 Nov, 10:42" on any other day. */
export function momentWords(at: Date, place: Place): string {
  const day = dayOf(at, place.timezone);
  const time = formatTime(at, place.locale, place.timezone);
  return day === place.today ? time : `${formatShortDay(day, place.locale)}, ${time}`;
}

/** "10:42:07", to the second. */
export function secondWords(at: Date, { locale, timezone }: Place): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "medium", hourCycle: "h23", timeZone: timezone }).format(at);
}

/** "in 7 min", "in 5 s", "now". */
export function untilWords(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) return "now";
  if (seconds < 90) return `in ${seconds} s`;
  if (seconds < 5400) return `in ${Math.round(seconds / 60)} min`;
  return `in ${Math.round(seconds / 3600)} h`;
}

/** How long something took: "0.4 s", "15 s". */
export function tookWords(from: Date, to: Date): string {
  const seconds = Math.max(0, to.getTime() - from.getTime()) / 1000;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}
