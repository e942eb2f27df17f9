import { type Pace, paceOf, type Step } from "@/lib/reports/rules-pace";
import type { AvailableAt, TodayLevel } from "@/lib/reports/today-stock";
import { addDays, type Day, dayOf, formatShortDay, instantAt, minuteOf } from "@/lib/time";

/** The stretch of time that the chart shows, in milliseconds. */
export type Window = { from: number; now: number; until: number };

export type Line = {
  name: string;
  steps: Step[];
  pace: Pace;
  tone: "gone" | "hot" | "calm";
};

const mostLines = 5;
const hourMs = 3_600_000;

type Hours = { opensMinute: number; closesMinute: number };

/** From a little before opening to closing on the day itself; on the days before, from when there was stock, at most a week. */
export function windowOf(day: Day, hours: Hours, { timezone, now }: { timezone: string; now: Date }): Window {
  const until = instantAt(day, hours.closesMinute, timezone).getTime();
  const opens = instantAt(day, hours.opensMinute, timezone).getTime();
  const isToday = dayOf(now, timezone) === day && now.getTime() >= opens;
  const from = isToday ? opens : Math.min(now.getTime(), until) - 3 * 24 * hourMs;
  return { from, now: Math.min(now.getTime(), until), until };
}

/** Which variants are drawn: the scarcest, and the one that lasts longest for comparison. */
export function chosen(levels: readonly TodayLevel[]): TodayLevel[] {
  if (levels.length <= mostLines) return [...levels];
  return [...levels.slice(0, mostLines - 1), levels.at(-1)!];
}

/** The lines of the chart, as its legend numbers them. */
export function linesOf(levels: readonly TodayLevel[], entries: readonly AvailableAt[], window: Window): Line[] {
  return levels.flatMap((level) => {
    const steps = entries
      .filter(({ variantId }) => variantId === level.variantId)
      .map(({ at, available }) => ({ at: Math.min(at.getTime(), window.now), available }));
    if (steps.length === 0) return [];
    const pace = paceOf(steps, window);
    return [{ name: level.name, steps, pace, tone: toneOf(level, pace) }];
  });
}

function toneOf({ available, lowAt }: TodayLevel, pace: Pace): Line["tone"] {
  if (pace.goneAt !== null) return "gone";
  return available <= lowAt ? "hot" : "calm";
}

/** "1 left, gone about 11:00", "gone 10:05", "45% left, lasts the day". */
export function lineWords({ pace }: Line, clock: (at: number) => string): string {
  if (pace.most === 0) return "none made";
  if (pace.goneAt !== null) return `gone ${clock(pace.goneAt)}`;
  const left = pace.left <= 5 ? `${pace.left} left` : `${Math.round((pace.left / pace.most) * 100)}% left`;
  if (pace.goesAt !== null) return `${left}, gone about ${clock(pace.goesAt)}`;
  return pace.left === pace.most ? `${left}, none sold yet` : `${left}, lasts until closing`;
}

type Place = { timezone: string; locale: string };

/** Hours below a chart of one day, days below a chart of several. */
export function ticksOf({ from, until }: Window, { timezone, locale }: Place): { at: number; words: string }[] {
  if (until - from <= 30 * hourMs) {
    const step = until - from > 10 * hourMs ? 2 : 1;
    const first = Math.ceil(from / hourMs) * hourMs;
    const hours = Array.from(
      { length: Math.floor((until - first) / hourMs) + 1 },
      (_, index) => first + index * hourMs,
    );
    return hours
      .filter((_, index) => index % step === 0)
      .map((at) => ({ at, words: String(Math.floor(minuteOf(new Date(at), timezone) / 60)).padStart(2, "0") }));
  }
  const days: { at: number; words: string }[] = [];
  for (let day = addDays(dayOf(new Date(from), timezone), 1); ; day = addDays(day, 1)) {
    const at = instantAt(day, 0, timezone).getTime();
    if (at > until) return days;
    days.push({ at, words: formatShortDay(day, locale).split(" ")[0] ?? day });
  }
}
