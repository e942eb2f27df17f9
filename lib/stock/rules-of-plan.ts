import { addDays, type Day, weekdayOf } from "@/lib/time";

/** How far ahead a plan may make levels. */
export const mostDaysAhead = 90;

export type PlanLine = { variantId: string; weekday: number; quantity: number };
export type PlanException = { variantId: string; day: Day; quantity: number };

/** The plan as it was read. Variants that are planned by day; the weekly numbers hold from `startsOn` to `endsOn`. */
export type Plan = {
  horizonDays: number;
  startsOn: Day | null;
  endsOn: Day | null;
  lines: readonly PlanLine[];
  exceptions: readonly PlanException[];
};

/** A shop's days, as the plan needs them: today, whether today's closing time has passed, and the days it is open. */
export type PlanCalendar = { today: Day; todayIsOver: boolean; open: ReadonlySet<Day> };

/** The days whose levels the plan makes, today among them. */
export function daysAhead({ horizonDays }: Pick<Plan, "horizonDays">, today: Day): Day[] {
  return Array.from({ length: horizonDays }, (_, index) => addDays(today, index));
}

/** How many of a variant the plan wants for a day: its exception, or its weekday's number; none on a closed day. */
export function wantedFor(plan: Plan, { open }: Pick<PlanCalendar, "open">): (variantId: string, day: Day) => number {
  const lines = new Map(plan.lines.map(({ variantId, weekday, quantity }) => [`${variantId} ${weekday}`, quantity]));
  const exceptions = new Map(plan.exceptions.map(({ variantId, day, quantity }) => [`${variantId} ${day}`, quantity]));
  return (variantId, day) => {
    if (!open.has(day)) return 0;
    const outside = (plan.startsOn && day < plan.startsOn) || (plan.endsOn && day > plan.endsOn);
    return exceptions.get(`${variantId} ${day}`) ?? (outside ? 0 : (lines.get(`${variantId} ${weekdayOf(day)}`) ?? 0));
  };
}

/** What a level shows of its past: what the plan put there in all, and whether somebody changed it by hand. */
export type PlannedLevel = { variantId: string; day: Day; planned: number; byHand: boolean };

export type PlanStep = { variantId: string; day: Day; wanted: number; change: number };

/**
 * What must change so that every level holds what the plan wants. A level that somebody changed by hand is left alone; so is today's once
 * the plan has filled it, unless the day has an exception, and once its closing time has passed.
 */
export function planSteps(
  plan: Plan,
  calendar: PlanCalendar,
  variantIds: readonly string[],
  levels: readonly PlannedLevel[],
): PlanStep[] {
  const key = (variantId: string, day: Day) => `${variantId} ${day}`;
  const known = new Map(levels.map((level) => [key(level.variantId, level.day), level]));
  const excepted = new Set(plan.exceptions.map(({ variantId, day }) => key(variantId, day)));
  const wanted = wantedFor(plan, calendar);
  return daysAhead(plan, calendar.today).flatMap((day) =>
    variantIds.flatMap((variantId) => {
      const level = known.get(key(variantId, day));
      if (level?.byHand) return [];
      const planned = level?.planned ?? 0;
      const isToday = day === calendar.today;
      if (isToday && (calendar.todayIsOver || (planned !== 0 && !excepted.has(key(variantId, day))))) return [];
      const change = wanted(variantId, day) - planned;
      return change === 0 ? [] : [{ variantId, day, wanted: planned + change, change }];
    }),
  );
}
