import { type PickupDay, pickupDayAt, type SpecialDay } from "@/lib/pickup/rules";
import type { Hours } from "@/lib/settings/queries";
import { type Day, instantAt } from "@/lib/time";

/** All that says of one day whether the shop opens on it and until when it is ordered for. */
export type DayCalendar = {
  timezone: string;
  closed: boolean;
  hours: Hours | null;
  special: Omit<SpecialDay, "day"> | null;
};

/**
 * The day as its calendar has it at an instant, and until when customers order for it and change what they ordered. A day that was closed since has no such
 * moment: then until it begins.
 */
export function dayOfCalendar(
  { hours, closed, special, timezone }: DayCalendar,
  day: Day,
  now: Date,
): PickupDay & { lastMoment: Date } {
  const days = { closed: closed ? [day] : [], special: special ? [{ ...special, day }] : [] };
  const found = pickupDayAt({ hours: hours ? [hours] : [], ...days, timezone }, day, now);
  return { ...found, lastMoment: found.orderBy ?? instantAt(day, 0, timezone) };
}

/**
 * A `DayCalendar` as jsonb, of a day given as SQL. `kept`: whoever changes the calendar waits for the transaction, and is waited for before the statement
 * looks, so that what it sees is true until the commit (see `lockCalendar`).
 */
export function calendarOfDaySql(day: string, { kept = false } = {}): string {
  return `jsonb_build_object(
    'timezone', (SELECT timezone FROM shop),
    'closed', EXISTS (SELECT 1 FROM closed_days c WHERE c.day = ${day}${kept ? " FOR KEY SHARE" : ""}),
    'hours', (SELECT jsonb_build_object('weekday', h.weekday, 'opensMinute', h.opens_minute, 'closesMinute', h.closes_minute,
                                        'orderDaysBefore', h.order_days_before, 'orderByMinute', h.order_by_minute)
                FROM opening_hours h WHERE h.weekday = extract(isodow FROM ${day})::int),
    'special', (SELECT jsonb_build_object('opensMinute', e.opens_minute, 'closesMinute', e.closes_minute,
                                          'orderDaysBefore', e.order_days_before, 'orderByMinute', e.order_by_minute)
                  FROM pickup_exceptions e WHERE e.day = ${day}))`;
}
