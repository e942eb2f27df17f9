import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import type { SlotView } from "@/lib/pickup/rules-of-slots";
import { slotsOfDaySql, slotViewSql } from "@/lib/pickup/slots-sql";
import { type Day, dayOf } from "@/lib/time";

/** The slots that the shop offers on some days, earliest first; a day without any is left out. Read without a lock. */
export async function listSlots(days: readonly Day[]): Promise<Map<Day, SlotView[]>> {
  const rows = await db().$queryRaw<{ day: Day; slots: SlotView[] }[]>`
    SELECT to_char(s.day, 'YYYY-MM-DD') AS day, jsonb_agg(${rawSql(slotViewSql)} ORDER BY s.starts_at) AS slots
      FROM pickup_slots s LEFT JOIN pickup_days d ON d.day = s.day
     WHERE s.day = ANY(${[...days]}::date[]) AND s.offered GROUP BY s.day`;
  return new Map(rows.map((row) => [row.day, row.slots]));
}

/** The slots that the shop offers from today on, earliest first; a day without any is left out. Read without a lock. */
export async function listSlotsAhead(timezone: string, now = new Date()): Promise<Map<Day, SlotView[]>> {
  const rows = await db().$queryRaw<{ day: Day; slots: SlotView[] }[]>`
    SELECT to_char(s.day, 'YYYY-MM-DD') AS day, jsonb_agg(${rawSql(slotViewSql)} ORDER BY s.starts_at) AS slots
      FROM pickup_slots s LEFT JOIN pickup_days d ON d.day = s.day
     WHERE s.day >= ${dayOf(now, timezone)}::date AND s.offered GROUP BY s.day`;
  return new Map(rows.map((row) => [row.day, row.slots]));
}

/** Of some slots, those that the shop offers no longer; orders may be in them still. */
export async function listNoLongerOffered(ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const gone = await db().pickupSlot.findMany({
    where: { id: { in: [...ids] }, offered: false },
    select: { id: true },
  });
  return new Set(gone.map(({ id }) => id));
}

/** The slots of one day as a customer with some things in their cart can choose them, and what these would take of one. */
export type TimesToChoose = { slots: SlotView[]; work: number };

/** Reads, in one statement and without a lock, what can be chosen on a day for some units of variants. */
export async function readTimes(
  day: Day,
  lines: readonly { variantId: string; quantity: number }[],
): Promise<TimesToChoose> {
  const wanted = JSON.stringify(lines.map(({ variantId, quantity }) => ({ variantId, quantity })));
  const [times] = await db().$queryRaw<{ slots: SlotView[] | null; work: number }[]>`
    SELECT ${rawSql(slotsOfDaySql("asked.day"))} AS slots,
           (SELECT coalesce(sum(l.quantity * v.work_units), 0)::int
              FROM jsonb_to_recordset(${wanted}::jsonb) AS l("variantId" text, quantity int) JOIN variants v ON v.id = l."variantId") AS work
      FROM (SELECT ${day}::date AS day) AS asked`;
  return { slots: times?.slots ?? [], work: times?.work ?? 0 };
}
