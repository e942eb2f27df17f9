import type { Shop } from "@/e2e/support/shop";

/** A time of the first day, as its slot is stored. */
export type Time = { id: string; starts_at: string; ends_at: string; starts_minute: number; ends_minute: number };

/** Gives the first day times of two hours that begin at these minutes, straight into the database, each with room for so much work. */
export async function giveTimes(shop: Shop, minutes: number[], capacity = 20): Promise<Time[]> {
  const rows = await shop.database.ask<Time>(
    `INSERT INTO pickup_slots (id, day, starts_at, ends_at, starts_minute, ends_minute, choose_until, capacity, planned_capacity)
     SELECT 'slt_' || m, $1::date, ($1::date + make_interval(mins => m)) AT TIME ZONE s.timezone,
            ($1::date + make_interval(mins => m + 120)) AT TIME ZONE s.timezone, m, m + 120,
            ($1::date + make_interval(mins => m)) AT TIME ZONE s.timezone, $3, $3
       FROM unnest($2::int[]) m, shop s
     RETURNING *`,
    [shop.firstDay, minutes, capacity],
  );
  await shop.database.ask(
    `INSERT INTO pickup_exceptions (day, windows, lead_minutes, opens_minute, closes_minute, order_days_before, order_by_minute)
     SELECT $1::date, (SELECT jsonb_agg(jsonb_build_object('startsMinute', m, 'endsMinute', m + 120, 'capacity', $3::int)) FROM unnest($2::int[]) m),
            0, h.opens_minute, h.closes_minute, h.order_days_before, h.order_by_minute
       FROM opening_hours h WHERE h.weekday = extract(isodow FROM $1::date)`,
    [shop.firstDay, minutes, capacity],
  );
  return rows.sort((one, other) => one.starts_minute - other.starts_minute);
}

/** Puts a stored order into a time, as if it had been placed into it. */
export async function putInto(shop: Shop, orderId: string, time: Time): Promise<void> {
  await shop.database.ask(
    `WITH left_slot AS (
       UPDATE pickup_slots s SET taken = s.taken - o.work_units FROM orders o WHERE o.id = $1 AND s.id = o.slot_id AND s.id <> $2
     ), came AS (
       UPDATE pickup_slots s SET taken = s.taken + o.work_units FROM orders o WHERE o.id = $1 AND s.id = $2 AND o.slot_id IS DISTINCT FROM s.id
     )
     UPDATE orders o SET slot_id = s.id, slot_starts_at = s.starts_at, slot_ends_at = s.ends_at, slot_starts_minute = s.starts_minute,
            slot_ends_minute = s.ends_minute
       FROM pickup_slots s WHERE o.id = $1 AND s.id = $2`,
    [orderId, time.id],
  );
}
