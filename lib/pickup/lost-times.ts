import type { Tx } from "@/lib/db/transaction";
import type { TimeWithOrders } from "@/lib/pickup/refusals-of-days";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import { type Day, formatShortDay, toDate } from "@/lib/time";

/** The slots of some days that are offered now, by id. For a statement that runs after they were locked. */
export async function listOffered(tx: Tx, days: readonly Day[]): Promise<string[]> {
  const slots = await tx.pickupSlot.findMany({
    where: { day: { in: days.map(toDate) }, offered: true },
    select: { id: true },
  });
  return slots.map(({ id }) => id);
}

type Lost = { day: Day; startsMinute: number; endsMinute: number; orders: TimeWithOrders["orders"] };

/**
 * Of slots that were offered, those that are no more although open orders are in them, with these: earliest first, by number. Their slots are
 * locked, so no order came into them meanwhile.
 */
export async function listLost(tx: Tx, offered: readonly string[], locale: string): Promise<TimeWithOrders[]> {
  const lost = await tx.$queryRaw<Lost[]>`
    SELECT to_char(s.day, 'YYYY-MM-DD') AS day, s.starts_minute AS "startsMinute", s.ends_minute AS "endsMinute",
           jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number_prefix || o.number, 'name', o.customer_name) ORDER BY o.number) AS orders
      FROM pickup_slots s JOIN orders o ON o.slot_id = s.id
     WHERE s.id = ANY(${[...offered]}::text[]) AND NOT s.offered AND o.status IN ('placed', 'accepted', 'ready')
     GROUP BY s.id ORDER BY s.starts_at`;
  return lost.map(({ day, orders, ...time }) => ({
    ...{ day: formatShortDay(day, locale), words: timeWords(time, locale), orders },
  }));
}
