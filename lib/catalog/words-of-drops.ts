import { dayOf, formatDay, formatShortDay, formatTime } from "@/lib/time";

/** A shop's ways with days and times. */
export type Place = { locale: string; timezone: string };

/** "Saturday 28 November at 09:00", in the shop's zone. */
export function momentWords(instant: Date, { locale, timezone }: Place): string {
  return `${formatDay(dayOf(instant, timezone), locale)} at ${formatTime(instant, locale, timezone)}`;
}

/** "on Saturday 28 November at 09:00". */
export function onWords(instant: number, place: Place): string {
  return `on ${momentWords(new Date(instant), place)}`;
}

/** "Sat 28 Nov, 09:00", for a card. */
export function shortMoment(instant: number, { locale, timezone }: Place): string {
  const at = new Date(instant);
  return `${formatShortDay(dayOf(at, timezone), locale)}, ${formatTime(at, locale, timezone)}`;
}

/** When those are told who want to be: "as it begins", "an hour before". */
export function tellWords(minutes: number): string {
  if (minutes === 0) return "as it begins";
  if (minutes === 60) return "an hour before";
  return minutes === 1_440 ? "a day before" : `${minutes} minutes before`;
}

/** What cannot be ordered yet, and from when: "Saturday’s forty goes on sale on Saturday 28 November at 09:00." */
export function notYetWords(names: readonly string[], instant: Date, place: Place): string {
  const list = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
  return `${list} ${names.length === 1 ? "goes" : "go"} on sale on ${momentWords(instant, place)}.`;
}
