import { z } from "zod";
import type { WeekdayTimes } from "@/lib/pickup/queries-of-times";
import type { DayTimes, Window } from "@/lib/pickup/rules-of-slots";

/** Most times of one day. */
export const mostWindows = 24;

/** A form as it was sent. */
export type Given = Record<string, unknown>;
export type Issue = (field: string, message: string) => void;

const head = { version: z.coerce.number().int().min(0), staying: z.string().max(100_000).optional() };

/**
 * The times of the week as their form sends them: `w6.0.starts`, `w6.0.ends` and `w6.0.fits` for Saturday's first, `w6.lead` in minutes and
 * `w6.day` in work units. A row without a start is none. `staying`: the ids of orders that were shown and stay, with commas.
 */
export const timesInput = z.looseObject(head).transform((form, context) => {
  const issue: Issue = (field, message) => context.addIssue({ code: "custom", path: [field], message });
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => readDay(weekday, form, issue));
  return { version: form.version, week, staying: form.staying?.split(",") ?? [] };
});

function readDay(weekday: number, form: Given, issue: Issue): WeekdayTimes {
  return { weekday, ...readTimes(`w${weekday}`, form, issue) };
}

/** The times of one day, whose fields begin with `prefix`. What is wrong is said at its field. */
export function readTimes(prefix: string, form: Given, issue: Issue): DayTimes {
  const rows = Array.from({ length: mostWindows }, (_, row) => readWindow(`${prefix}.${row}`, form, issue));
  const windows = rows.filter((row) => row !== null).toSorted((one, other) => one.startsMinute - other.startsMinute);
  if (windows.some((window, at) => at > 0 && window.startsMinute < windows[at - 1]!.endsMinute))
    issue(`${prefix}.0.starts`, "Two times of this day overlap.");
  const leadMinutes = whole(form[`${prefix}.lead`] || "0", 0, 10_080);
  if (leadMinutes === null) issue(`${prefix}.lead`, "In minutes, up to a week.");
  const given = form[`${prefix}.day`];
  const dayCapacity = given ? whole(given, 1, 1_000_000) : null;
  if (given && dayCapacity === null) issue(`${prefix}.day`, "A whole number, or nothing.");
  return { windows, leadMinutes: leadMinutes ?? 0, dayCapacity };
}

function readWindow(name: string, form: Given, issue: Issue): Window | null {
  const [starts, ends] = [minuteOf(form[`${name}.starts`]), minuteOf(form[`${name}.ends`])];
  if (!form[`${name}.starts`]) return null;
  const capacity = whole(form[`${name}.fits`], 1, 100_000);
  const endsMinute = ends === 0 ? 1_440 : ends;
  if (starts === null) issue(`${name}.starts`, "When does it begin?");
  if (endsMinute === null || (starts !== null && endsMinute <= starts))
    issue(`${name}.ends`, "It ends after it begins.");
  if (capacity === null) issue(`${name}.fits`, "How much fits in? A whole number.");
  if (starts === null || endsMinute === null || capacity === null) return null;
  return { startsMinute: starts, endsMinute, capacity };
}

/** A whole number within bounds; null if it is none. */
export function whole(given: unknown, least: number, most: number): number | null {
  const number = Number(given);
  return Number.isInteger(number) && number >= least && number <= most ? number : null;
}

/** Minutes from midnight of "08:30"; null if it is no time. */
export function minuteOf(words: unknown): number | null {
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(String(words ?? "")) ?? [];
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59 ? null : Number(hour) * 60 + Number(minute);
}
