import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { addDays, type Day } from "@/lib/time";

export type OrderInSlot = { id: string; number: string; name: string; status: string; work: number };

/** A slot with what it holds, as staff see it, beside what the shop plans that it holds. Work units; the orders in it that are not cancelled, by number. */
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

/** Orders as OrderInSlot, by number. */
const ordersSql = `jsonb_agg(jsonb_build_object('id', id, 'number', number_prefix || number, 'name', customer_name, 'status', status,
                                                'work', work_units) ORDER BY number)`;

/** The slots of a week from a day on, in order. One that is no longer offered is among them while orders are in it. */
export async function listLoad(from: Day): Promise<SlotLoad[]> {
  return db().$queryRaw<SlotLoad[]>`
    SELECT s.id, to_char(s.day, 'YYYY-MM-DD') AS day, s.starts_minute AS "startsMinute", s.ends_minute AS "endsMinute", s.planned_capacity AS capacity, s.taken,
           s.closed_at IS NOT NULL AS closed, s.offered, coalesce(o.orders, '[]') AS orders
      FROM pickup_slots s
      LEFT JOIN LATERAL (
        SELECT ${rawSql(ordersSql)} AS orders
          FROM orders WHERE slot_id = s.id AND status <> 'cancelled') AS o ON true
     WHERE s.day BETWEEN ${from}::date AND ${addDays(from, 6)}::date AND (s.offered OR o.orders IS NOT NULL)
     ORDER BY s.starts_at`;
}

/** A day's bound, if it has one, with what its slots have taken, in work units; and its orders that have no time and count in neither. */
export type DayLoad = { bound: { capacity: number; taken: number } | null; timeless: OrderInSlot[] };

/** The days of a week from a day on, in order. Orders that are cancelled are left out. */
export async function listDayLoads(from: Day): Promise<Map<Day, DayLoad>> {
  const rows = await db().$queryRaw<(DayLoad & { day: Day })[]>`
    SELECT to_char(a.day, 'YYYY-MM-DD') AS day, coalesce(o.orders, '[]') AS timeless,
           CASE WHEN d.day IS NOT NULL THEN jsonb_build_object('capacity', d.planned_capacity, 'taken', d.taken) END AS bound
      FROM (SELECT generate_series(0, 6) + ${from}::date AS day) AS a
      LEFT JOIN pickup_days d ON d.day = a.day
      LEFT JOIN LATERAL (SELECT ${rawSql(ordersSql)} AS orders
                           FROM orders WHERE pickup_day = a.day AND slot_id IS NULL AND status <> 'cancelled') AS o ON true
     ORDER BY a.day`;
  return new Map(rows.map(({ day, ...load }) => [day, load]));
}
