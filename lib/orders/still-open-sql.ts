import { orderableAtSql } from "@/lib/catalog/on-sale";
import { calendarOfDaySql, type DayCalendar } from "@/lib/pickup/calendar-sql";
import { takesOrdersSql } from "@/lib/settings/taking-sql";
import type { Day } from "@/lib/time";

/** What was read without a lock and has to be true still at the instant at which an order, or more of it, is stored. */
export type StillOpen = {
  day: Day;
  /** What the calendar said of that day. */
  calendar: DayCalendar;
  /** What has to be on sale. */
  variantIds: readonly string[];
  /** Of customers: before when, and by the lead time of which slot. They are bound by the switch and a pause, too. Null for staff. */
  bound: { orderBy: Date; slotId: string | null } | null;
};

/**
 * Whether all of that is true at an instant. Both are SQL: a StillOpen as jsonb, and the instant. The statement that it is in waits for whoever changes
 * the calendar before it looks, and holds them off until the commit.
 */
export function stillOpenSql(terms: string, at: string): string {
  const bound = `${terms}->'bound'`;
  return `(
    ${calendarOfDaySql(`(${terms}->>'day')::date`, { kept: true })} = ${terms}->'calendar'
    AND NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(${terms}->'variantIds') AS wanted(id)
       WHERE (SELECT ${orderableAtSql(at)} FROM variants v JOIN items i ON i.id = v.item_id WHERE v.id = wanted.id) IS NOT TRUE)
    AND (jsonb_typeof(${bound}) = 'null'
      OR (${takesOrdersSql(at)} AND ${at} < (${bound}->>'orderBy')::timestamptz
          AND NOT EXISTS (SELECT 1 FROM pickup_slots s WHERE s.id = ${bound}->>'slotId' AND s.choose_until <= ${at}))))`;
}
