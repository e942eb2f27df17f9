import { z } from "zod";
import type { Hours } from "@/lib/settings/queries";

/** Monday 1 to Sunday 7. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const minutesADay = 1_440;

type Given = Record<string, unknown>;
type Issue = (field: string, message: string) => void;

/**
 * The week as its form sends it: `d6.open`, `d6.opens`, `d6.closes`, `d6.before` and `d6.by` for Saturday. A day that is not ticked open is closed.
 */
export const hoursInput = z.looseObject({ version: z.coerce.number().int().min(0) }).transform((form, context) => {
  const issue: Issue = (field, message) => context.addIssue({ code: "custom", path: [field], message });
  const hours = weekdays.flatMap((weekday) => {
    const row = form[`d${weekday}.open`] === "on" ? readDay(weekday, form, issue) : null;
    return row ? [row] : [];
  });
  return { version: form.version, hours };
});

function readDay(weekday: number, form: Given, issue: Issue): Hours | null {
  const name = (part: string) => `d${weekday}.${part}`;
  const opens = minuteOf(form[name("opens")]);
  const closes = minuteOf(form[name("closes")]) || minutesADay;
  const by = minuteOf(form[name("by")]);
  const before = Number(form[name("before")]);
  if (opens === null) return refused(issue, name("opens"), "When does it open?");
  if (form[name("closes")] === "" || closes <= opens)
    return refused(issue, name("closes"), "It closes after it opens.");
  if (by === null) return refused(issue, name("by"), "Until when can one order?");
  if (!Number.isInteger(before) || before < 0 || before > 14)
    return refused(issue, name("before"), "From the same day to 14 days before.");
  if (before === 0 && by > closes) return refused(issue, name("by"), "That is after closing.");
  return { weekday, opensMinute: opens, closesMinute: closes, orderDaysBefore: before, orderByMinute: by };
}

function refused(issue: Issue, field: string, message: string): null {
  issue(field, message);
  return null;
}

/** Minutes from midnight of "08:30"; null if it is no time. */
function minuteOf(words: unknown): number | null {
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(String(words ?? "")) ?? [];
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59 ? null : Number(hour) * 60 + Number(minute);
}
