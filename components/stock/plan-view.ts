import type { Made, PlanLevel, PlannedVariant, StoredPlan } from "@/lib/stock/plan-queries";
import { daysAhead, type PlanCalendar, wantedFor } from "@/lib/stock/rules-of-plan";
import { addDays, type Day, formatShortDay, toDate, weekdayOf } from "@/lib/time";

export type WeekdayName = { short: string; long: string };

/** The weekdays, Monday first, in the shop's language. */
export function weekdayNames(locale: string): WeekdayName[] {
  const name = (day: Day, weekday: "short" | "long") =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(toDate(day));
  return Array.from({ length: 7 }, (_, index) => {
    const day = addDays("2026-11-23", index);
    return { short: name(day, "short"), long: name(day, "long") };
  });
}

/** What was made on the last day of each weekday: the numbers that a column of the plan can be filled with. */
export type LastMade = { day: Day; words: string; made: Readonly<Record<string, number>> };

export function lastMade(days: readonly Day[], made: readonly Made[], locale: string): Record<number, LastMade> {
  const last: Record<number, LastMade> = {};
  for (const day of days) {
    const numbers = Object.fromEntries(made.filter((row) => row.day === day).map((row) => [row.variantId, row.made]));
    last[weekdayOf(day)] ??= { day, words: formatShortDay(day, locale), made: numbers };
  }
  return last;
}

/** A coming day as the plan has it. */
export type ComingDay = {
  day: Day;
  words: string;
  open: boolean;
  wanted: number;
  /** Differs from its weekday. */
  excepted: boolean;
  /** Levels that somebody changed by hand: the plan leaves them alone. */
  byHand: number;
  /** Levels that could not follow the plan, because more is promised. */
  kept: number;
  onHand: number;
  promised: number;
};

type Asked = {
  plan: StoredPlan;
  calendar: PlanCalendar;
  variants: readonly PlannedVariant[];
  levels: readonly PlanLevel[];
  locale: string;
};

/** The days that the plan reaches, each with what it wants and what is there. */
export function comingDays({ plan, calendar, variants, levels, locale }: Asked): ComingDay[] {
  const wanted = wantedFor(plan, calendar);
  const sum = (of: readonly PlanLevel[], what: "onHand" | "promised") =>
    of.reduce((all, level) => all + level[what], 0);
  return daysAhead(plan, calendar.today).map((day) => {
    const there = levels.filter((level) => level.day === day);
    return {
      day,
      words: formatShortDay(day, locale),
      open: calendar.open.has(day),
      wanted: variants.reduce((all, { id }) => all + wanted(id, day), 0),
      excepted: plan.exceptions.some((exception) => exception.day === day),
      byHand: there.filter((level) => level.byHand).length,
      kept: there.filter((level) => !level.byHand && level.planned > wanted(level.variantId, day) && level.promised > 0)
        .length,
      onHand: sum(there, "onHand"),
      promised: sum(there, "promised"),
    };
  });
}

/** Rows under their category. */
export function byCategory<Row extends { category: string }>(rows: readonly Row[]): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.category, [...(groups.get(row.category) ?? []), row]);
  return [...groups];
}

/** A whole number as typed; nothing and anything else count as none. */
export function typedNumber(words: string): number {
  return /^\d{1,6}$/.test(words.trim()) ? Number(words) : 0;
}
