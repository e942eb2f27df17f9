import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import type { SlotView } from "@/lib/pickup/rules-of-slots";
import { slotViewSql } from "@/lib/pickup/slots-sql";
import { type Day, dayOf } from "@/lib/time";

/** The slots that the shop offers from today on, earliest first; a day without any is left out. Read without a lock. */
export async function listSlotsAhead(timezone: string, now = new Date()): Promise<Map<Day, SlotView[]>> {
  const rows = await db().$queryRaw<{ day: Day; slots: SlotView[] }[]>`
    SELECT to_char(s.day, 'YYYY-MM-DD') AS day, jsonb_agg(${rawSql(slotViewSql)} ORDER BY s.starts_at) AS slots
      FROM pickup_slots s LEFT JOIN pickup_days d ON d.day = s.day
     WHERE s.day >= ${dayOf(now, timezone)}::date AND s.offered GROUP BY s.day`;
  return new Map(rows.map((row) => [row.day, row.slots]));
}
