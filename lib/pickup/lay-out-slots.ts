import { announce, type Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { listSpecialTimes, listWeekdayTimes } from "@/lib/pickup/queries-of-times";
import { type DayTimes, planSlots } from "@/lib/pickup/rules-of-slots";
import { addDays, type Day, weekdayOf } from "@/lib/time";

/** How many days ahead slots are made: further than can be ordered for, so that a worker may rest for a fortnight. */
export const slotDaysAhead = 35;

/** Today and the days for which slots are made. */
export function daysOfSlots(today: Day): Day[] {
  return Array.from({ length: slotDaysAhead }, (_, index) => addDays(today, index));
}

/** How many slots hold more than their window would let in: their orders stay, and they sink to it as these leave. */
export type LaidOut = { above: number };

type Laying = { days: readonly Day[]; timezone: string };

/**
 * Brings the slots of some days to what the shop's times say, whose days are locked: new ones are made, changed ones changed, and those that
 * the shop has no more are removed, or only no longer offered if an order was ever in them. What orders have taken stays: a capacity never
 * falls below it, and sinks to what is planned as they leave (`changeSlotsSql`). Doing it again changes nothing.
 */
export async function layOutSlots(tx: Tx, { days, timezone }: Laying): Promise<LaidOut> {
  const [first] = days;
  if (!first) return { above: 0 };
  const [week, special] = [await listWeekdayTimes(tx), await listSpecialTimes(first, tx)];
  const timesOf = (day: Day): DayTimes | undefined =>
    special.find((row) => row.day === day) ?? week.find((row) => row.weekday === weekdayOf(day));
  const plans = days.map((day) => ({ day, times: timesOf(day) }));
  const slots = plans.flatMap(({ day, times }) =>
    (times ? planSlots(day, times, timezone) : []).map((slot) => ({ id: newId("slt"), day, ...slot })),
  );
  await storeSlots(tx, slots, days);
  await storeBounds(
    tx,
    plans.map(({ day, times }) => ({ day, capacity: times?.windows.length ? times.dayCapacity : null })),
  );
  announce(tx, "stock");
  const [{ above } = { above: 0 }] = await tx.$queryRaw<{ above: number }[]>`
    SELECT count(*)::int AS above FROM pickup_slots s
      JOIN jsonb_to_recordset(${JSON.stringify(slots)}::jsonb) AS p(day date, "startsAt" timestamptz, "endsAt" timestamptz, capacity int)
        ON p.day = s.day AND p."startsAt" = s.starts_at AND p."endsAt" = s.ends_at WHERE s.capacity > p.capacity`;
  return { above };
}

type NewSlot = ReturnType<typeof planSlots>[number] & { id: string; day: Day };

async function storeSlots(tx: Tx, slots: readonly NewSlot[], days: readonly Day[]): Promise<void> {
  const planned = JSON.stringify(slots);
  await tx.$executeRaw`
    INSERT INTO pickup_slots AS s (id, day, starts_at, ends_at, starts_minute, ends_minute, choose_until, capacity, planned_capacity)
    SELECT id, day, "startsAt", "endsAt", "startsMinute", "endsMinute", "chooseUntil", capacity, capacity
      FROM jsonb_to_recordset(${planned}::jsonb) AS p(id text, day date, "startsAt" timestamptz, "endsAt" timestamptz, "startsMinute" int,
           "endsMinute" int, "chooseUntil" timestamptz, capacity int)
    ON CONFLICT (day, starts_at, ends_at) DO UPDATE
       SET capacity = greatest(excluded.capacity, s.taken), planned_capacity = excluded.capacity, choose_until = excluded.choose_until,
           offered = true, version = s.version + 1
     WHERE (s.capacity, s.planned_capacity, s.choose_until, s.offered)
           IS DISTINCT FROM (greatest(excluded.capacity, s.taken), excluded.capacity, excluded.choose_until, true)`;
  await tx.$executeRaw`
    WITH gone AS (
      SELECT s.id, EXISTS (SELECT 1 FROM orders o WHERE o.slot_id = s.id) AS known FROM pickup_slots s
       WHERE s.day = ANY(${[...days]}::date[]) AND NOT EXISTS (
             SELECT 1 FROM jsonb_to_recordset(${planned}::jsonb) AS p(day date, "startsAt" timestamptz, "endsAt" timestamptz)
              WHERE p.day = s.day AND p."startsAt" = s.starts_at AND p."endsAt" = s.ends_at)
    ), removed AS (
      DELETE FROM pickup_slots s USING gone WHERE s.id = gone.id AND NOT gone.known
    )
    UPDATE pickup_slots s SET offered = false, version = s.version + 1 FROM gone WHERE s.id = gone.id AND gone.known AND s.offered`;
}

type Bound = { day: Day; capacity: number | null };

async function storeBounds(tx: Tx, bounds: readonly Bound[]): Promise<void> {
  const days = JSON.stringify(bounds);
  await tx.$executeRaw`
    UPDATE pickup_slots s SET day_capped = b.capacity IS NOT NULL
      FROM jsonb_to_recordset(${days}::jsonb) AS b(day date, capacity int)
     WHERE s.day = b.day AND s.day_capped <> (b.capacity IS NOT NULL)`;
  await tx.$executeRaw`
    DELETE FROM pickup_days d USING jsonb_to_recordset(${days}::jsonb) AS b(day date, capacity int) WHERE d.day = b.day AND b.capacity IS NULL`;
  await tx.$executeRaw`
    INSERT INTO pickup_days AS d (day, capacity, planned_capacity, taken)
    SELECT b.day, greatest(b.capacity, sum.taken), b.capacity, sum.taken
      FROM jsonb_to_recordset(${days}::jsonb) AS b(day date, capacity int)
     CROSS JOIN LATERAL (SELECT coalesce(sum(s.taken), 0)::int AS taken FROM pickup_slots s WHERE s.day = b.day) AS sum
     WHERE b.capacity IS NOT NULL
    ON CONFLICT (day) DO UPDATE SET capacity = excluded.capacity, planned_capacity = excluded.planned_capacity, taken = excluded.taken
     WHERE (d.capacity, d.planned_capacity, d.taken) IS DISTINCT FROM (excluded.capacity, excluded.planned_capacity, excluded.taken)`;
}
