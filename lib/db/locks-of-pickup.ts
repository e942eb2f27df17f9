import { prepare } from "@/lib/db/client";
import { descendTo } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import type { Day } from "@/lib/time";

/** A slot as it is while it is locked, with what its day has left if that is bounded, and what the database's clock says. */
export type LockedSlot = {
  id: string;
  day: Day;
  startsAt: Date;
  endsAt: Date;
  chooseUntil: Date;
  capacity: number;
  taken: number;
  closed: boolean;
  offered: boolean;
  version: number;
  dayCapped: boolean;
  dayRoom: number | null;
  now: Date;
};

/** The count makes the days' locks come before the slots': a row is looked at only once they are all held. */
const slotsSql = prepare(`
  WITH days AS MATERIALIZED (SELECT day, capacity, taken FROM pickup_days WHERE day = ANY($2::date[]) ORDER BY day FOR UPDATE),
  locked AS MATERIALIZED (
    SELECT * FROM pickup_slots WHERE id = ANY($1::text[]) AND (SELECT count(*) FROM days) >= 0 ORDER BY id FOR UPDATE
  )
  SELECT s.id, to_char(s.day, 'YYYY-MM-DD') AS day, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.choose_until AS "chooseUntil",
         s.capacity, s.taken, s.closed_at IS NOT NULL AS closed, s.offered, s.version, s.day_capped AS "dayCapped",
         d.capacity - d.taken AS "dayRoom", holdfast_now() AS now
    FROM locked s LEFT JOIN days d ON d.day = s.day`);

/** Locks slots in the order of their ids, and before them the bounds of their days, in one statement. What is gone is left out. */
export async function lockSlots(
  tx: Tx,
  slots: readonly { id: string; day: Day }[],
): Promise<ReadonlyMap<string, LockedSlot>> {
  descendTo(tx, "pickup_slots");
  const [ids, days] = [slots.map((slot) => slot.id), slots.map((slot) => slot.day)];
  const rows = await tx.$queryRawUnsafe<LockedSlot[]>(slotsSql, [...new Set(ids)], [...new Set(days)]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Lets one hand at a time say which times the shop has, or make the slots of them. Placing goes on. */
export async function lockPickupWeek(tx: Tx): Promise<void> {
  descendTo(tx, "pickup_week");
  await tx.$executeRaw`LOCK TABLE pickup_week IN SHARE ROW EXCLUSIVE MODE`;
}

/**
 * Lets one hand at a time say on which days the shop opens and until when it is ordered for, and waits until every order that was being stored meanwhile is
 * there to be seen; whoever stores one then waits, and sees the calendar as it becomes (`calendarOfDaySql`). Reading and all else go on.
 */
export async function lockCalendar(tx: Tx): Promise<void> {
  descendTo(tx, "calendar");
  await tx.$executeRaw`LOCK TABLE closed_days IN EXCLUSIVE MODE`;
}

/** Locks all slots of some days, and the bounds of these days. After `lockPickupWeek`, so that none comes meanwhile. */
export async function lockDaysOfSlots(tx: Tx, days: readonly Day[]): Promise<void> {
  descendTo(tx, "pickup_days");
  await tx.$queryRaw`SELECT 1 FROM pickup_days WHERE day = ANY(${[...days]}::date[]) ORDER BY day FOR UPDATE`;
  descendTo(tx, "pickup_slots");
  await tx.$queryRaw`SELECT 1 FROM pickup_slots WHERE day = ANY(${[...days]}::date[]) ORDER BY id FOR UPDATE`;
}
