import { db } from "@/lib/db/client";
import { addDays, type Day } from "@/lib/time";

export type OrderInSlot = { id: string; number: string; name: string; status: string; work: number };

/** A slot with what it holds, as staff see it. Work units; the orders in it that are not cancelled, by number. */
export type SlotLoad = {
  id: string;
  day: Day;
  startsMinute: number;
  endsMinute: number;
  capacity: number;
  taken: number;
  closed: boolean;
  offered: boolean;
  orders: OrderInSlot[];
};

/** The slots of a week from a day on, in order. One that is no longer offered is among them while orders are in it. */
export async function listLoad(from: Day): Promise<SlotLoad[]> {
  return db().$queryRaw<SlotLoad[]>`
    SELECT s.id, to_char(s.day, 'YYYY-MM-DD') AS day, s.starts_minute AS "startsMinute", s.ends_minute AS "endsMinute", s.capacity, s.taken,
           s.closed_at IS NOT NULL AS closed, s.offered, coalesce(o.orders, '[]') AS orders
      FROM pickup_slots s
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('id', id, 'number', number_prefix || number, 'name', customer_name, 'status', status, 'work', work_units)
                         ORDER BY number) AS orders
          FROM orders WHERE slot_id = s.id AND status <> 'cancelled') AS o ON true
     WHERE s.day BETWEEN ${from}::date AND ${addDays(from, 6)}::date AND (s.offered OR o.orders IS NOT NULL)
     ORDER BY s.starts_at`;
}
