import { addDays, type Day, isDay, weekdayOf } from "@/lib/time";

/** Days from `from` to `to`, both included, in the shop's zone. */
export type Range = { from: Day; to: Day };
export type Step = "day" | "week" | "month";

/** The longest range that a report takes: ten years. */
export const longestRangeDays = 3_660;

export const steps: readonly Step[] = ["day", "week", "month"];

/** Ranges that are one tap away. */
export type Preset = "today" | "yesterday" | "week" | "last_week" | "month" | "last_month" | "year";

export const presetWords: Record<Preset, string> = {
  today: "Today",
  yesterday: "Yesterday",
  week: "This week",
  last_week: "Last week",
  month: "This month",
  last_month: "Last month",
  year: "12 months",
};

/** A preset's days, as of today. Weeks begin on Monday. */
export function presetRange(preset: Preset, today: Day): Range {
  const monday = startOf(today, "week");
  const first = startOf(today, "month");
  const ranges: Record<Preset, Range> = {
    today: { from: today, to: today },
    yesterday: { from: addDays(today, -1), to: addDays(today, -1) },
    week: { from: monday, to: today },
    last_week: { from: addDays(monday, -7), to: addDays(monday, -1) },
    month: { from: first, to: today },
    last_month: { from: startOf(addDays(first, -1), "month"), to: addDays(first, -1) },
    year: { from: addDays(today, -364), to: today },
  };
  return ranges[preset];
}

/** The range that an address asks for: its days in order, at most ten years of them; this week if it names none. */
export function rangeOf(asked: { from: string; to: string }, today: Day): Range {
  if (!isDay(asked.from) || !isDay(asked.to)) return presetRange("week", today);
  const [from, to] = asked.from <= asked.to ? [asked.from, asked.to] : [asked.to, asked.from];
  return daysIn({ from, to }) > longestRangeDays ? { from: addDays(to, 1 - longestRangeDays), to } : { from, to };
}

/** The preset that a range is, if it is one. */
export function presetOf(range: Range, today: Day): Preset | null {
  const names = Object.keys(presetWords) as Preset[];
  return names.find((name) => same(presetRange(name, today), range)) ?? null;
}

/** How a range is cut when the address does not say: so that a chart has between one and about sixty bars. */
export function stepOf(asked: string, range: Range): Step {
  if (steps.includes(asked as Step) && barsOf(range, asked as Step) <= 370) return asked as Step;
  const days = daysIn(range);
  if (days <= 62) return "day";
  return days <= 430 ? "week" : "month";
}

/** As many days just before the range; for a range that ends today they end on the weekday of today, so that Saturdays meet Saturdays. */
export function rangeBefore(range: Range): Range {
  const days = Math.ceil(daysIn(range) / 7) * 7;
  return { from: addDays(range.from, -days), to: addDays(range.to, -days) };
}

/** How many days a range has. */
export function daysIn({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** The first day of the week or month that a day is in. */
export function startOf(day: Day, step: Step): Day {
  if (step === "month") return `${day.slice(0, 8)}01`;
  return step === "week" ? addDays(day, 1 - weekdayOf(day)) : day;
}

/** The first days of a range's steps, in order, without a gap. The first may lie before the range. */
export function startsIn(range: Range, step: Step): Day[] {
  const starts: Day[] = [];
  for (let start = startOf(range.from, step); start <= range.to; start = after(start, step)) starts.push(start);
  return starts;
}

function after(start: Day, step: Step): Day {
  if (step === "day") return addDays(start, 1);
  return step === "week" ? addDays(start, 7) : startOf(addDays(start, 31), "month");
}

function barsOf(range: Range, step: Step): number {
  return daysIn(range) / { day: 1, week: 7, month: 30 }[step];
}

function same(one: Range, other: Range): boolean {
  return one.from === other.from && one.to === other.to;
}
