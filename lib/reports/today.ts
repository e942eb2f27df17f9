import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import { addDays, type Day, instantAt, minuteOf } from "@/lib/time";

/** Money in minor units. */
export type TodayFigures = {
  orders: number;
  /** The orders of the same weekday a week ago, up to the same time on the shop's clock. */
  ordersBefore: number;
  soldMinor: number;
  dueMinor: number;
};

/** What was ordered since a day began: orders that stand, what they come to with what was sold at the counter, and what is still to be paid. */
export async function readTodayFigures(today: Day, timezone: string, now: Date): Promise<TodayFigures> {
  const from = instantAt(today, 0, timezone);
  const weekAgo = addDays(today, -7);
  const [figures] = await read<TodayFigures>(sql`
    WITH since AS (
      SELECT total_minor, paid_at, status FROM orders WHERE placed_at >= ${from} AND status NOT IN ('cancelled', 'not_collected')
    )
    SELECT (SELECT count(*)::int FROM since) AS orders,
           (SELECT count(*)::int FROM orders WHERE placed_at >= ${instantAt(weekAgo, 0, timezone)} AND placed_at < ${instantAt(weekAgo, minuteOf(now, timezone), timezone)}
               AND status NOT IN ('cancelled', 'not_collected')) AS "ordersBefore",
           ((SELECT coalesce(sum(total_minor), 0) FROM since)
             + (SELECT coalesce(sum(quantity * unit_price_minor), 0) FROM counter_sales WHERE sold_at >= ${from} AND undone_at IS NULL))::float8 AS "soldMinor",
           (SELECT coalesce(sum(total_minor) FILTER (WHERE paid_at IS NULL), 0)::float8 FROM since) AS "dueMinor"`);
  return figures ?? { orders: 0, ordersBefore: 0, soldMinor: 0, dueMinor: 0 };
}

export type WaitingOrder = { id: string; number: string; name: string; placedAt: Date };
export type LateOrder = { id: string; number: string; name: string; day: Day; phone: string; dueMinor: number };
export type PickupCount = { day: Day; placed: number; accepted: number; ready: number };

/** The orders that wait to be accepted: how many, and the one that waits longest. */
export async function readToAccept(): Promise<{ count: number; oldest: WaitingOrder | null }> {
  const rows = await read<WaitingOrder & { count: number }>(sql`
    SELECT id, number_prefix || number AS number, customer_name AS name, placed_at AS "placedAt",
           (SELECT count(*)::int FROM orders WHERE status = 'placed') AS count
      FROM orders WHERE status = 'placed' ORDER BY placed_at, id LIMIT 1`);
  const [oldest] = rows;
  return { count: oldest?.count ?? 0, oldest: oldest ?? null };
}

/** The open orders of each pickup day from `today` on, at most six days, by status. */
export async function listNextPickups(today: Day): Promise<PickupCount[]> {
  return read<PickupCount>(sql`
    SELECT to_char(pickup_day, 'YYYY-MM-DD') AS day, count(*) FILTER (WHERE status = 'placed')::int AS placed,
           count(*) FILTER (WHERE status = 'accepted')::int AS accepted, count(*) FILTER (WHERE status = 'ready')::int AS ready
      FROM orders WHERE status IN ('placed', 'accepted', 'ready') AND pickup_day >= ${today}::date
     GROUP BY pickup_day ORDER BY pickup_day LIMIT 6`);
}

export type DueOrder = {
  id: string;
  number: string;
  name: string;
  status: "placed" | "accepted";
  units: number;
  day: Day;
  startsAt: Date;
  startsMinute: number;
  endsMinute: number;
};

/** The orders still to be packed that have a time, from `today` on: how many, and the first six of them by that time. */
export async function listDueNext(today: Day): Promise<{ count: number; orders: DueOrder[] }> {
  const rows = await read<DueOrder & { count: number }>(sql`
    WITH due AS MATERIALIZED (
      SELECT id, slot_starts_at, placed_at FROM orders
       WHERE status IN ('placed', 'accepted') AND pickup_day >= ${today}::date AND slot_starts_at IS NOT NULL
    )
    SELECT o.id, number_prefix || number AS number, customer_name AS name, status::text AS status, to_char(pickup_day, 'YYYY-MM-DD') AS day,
           o.slot_starts_at AS "startsAt", slot_starts_minute AS "startsMinute", slot_ends_minute AS "endsMinute",
           (SELECT sum(quantity)::int FROM order_lines l WHERE l.order_id = o.id) AS units, (SELECT count(*)::int FROM due) AS count
      FROM (SELECT * FROM due ORDER BY slot_starts_at, placed_at, id LIMIT 6) AS next JOIN orders o ON o.id = next.id
     ORDER BY o.slot_starts_at, o.placed_at, o.id`);
  return { count: rows[0]?.count ?? 0, orders: rows.map(({ count: _, ...order }) => order) };
}

/** Open orders whose day is before `before`, or is `before` itself if that day is over: how many, and the latest three. */
export async function readMissed(before: Day, thatDayToo: boolean): Promise<{ count: number; orders: LateOrder[] }> {
  const missed = thatDayToo ? sql`pickup_day <= ${before}::date` : sql`pickup_day < ${before}::date`;
  const rows = await read<LateOrder & { count: number }>(sql`
    SELECT id, number_prefix || number AS number, customer_name AS name, customer_phone AS phone, to_char(pickup_day, 'YYYY-MM-DD') AS day,
           CASE WHEN paid_at IS NULL THEN total_minor ELSE 0 END AS "dueMinor",
           (SELECT count(*)::int FROM orders WHERE status IN ('placed', 'accepted', 'ready') AND ${missed}) AS count
      FROM orders WHERE status IN ('placed', 'accepted', 'ready') AND ${missed}
     ORDER BY pickup_day DESC, id DESC LIMIT 3`);
  return { count: rows[0]?.count ?? 0, orders: rows };
}

export type Failing = {
  name: string | null;
  channel: "email" | "text" | "webhook" | "sheet" | "slack" | "folder";
  waiting: number;
  since: Date;
  next: Date | null;
};

/** What does not get through now: messages that failed and wait to be tried again, and all that waits for a destination that stopped answering. */
export async function listFailing(): Promise<Failing[]> {
  return read<Failing>(sql`
    SELECT t.name, d.channel::text AS channel, count(*)::int AS waiting, coalesce(t.broken_at, min(d.created_at)) AS since,
           coalesce(t.probe_at, min(d.next_attempt_at)) AS next
      FROM deliveries d LEFT JOIN destinations t ON t.id = d.destination_id
     WHERE d.state = 'waiting' AND (d.attempts > 0 OR t.broken_at IS NOT NULL) AND t.paused_at IS NULL
     GROUP BY t.id, t.name, t.broken_at, t.probe_at, d.channel ORDER BY 4 LIMIT 4`);
}

/** Whether a worker has been seen lately: without one nothing leaves the shop. */
export async function isWorkerAlive(): Promise<boolean> {
  const [row] = await read<{ alive: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM worker_heartbeats WHERE seen_at > holdfast_now() - interval '1 minute') AS alive`);
  return row?.alive ?? false;
}

/** Orders placed since an instant, by weekday (Monday first) and hour of the shop's clock: [weekday - 1][hour]. */
export async function readHours(since: Date, timezone: string): Promise<number[][]> {
  const rows = await read<{ weekday: number; hour: number; orders: number }>(sql`
    SELECT extract(isodow FROM placed_at AT TIME ZONE ${timezone})::int AS weekday, extract(hour FROM placed_at AT TIME ZONE ${timezone})::int AS hour,
           count(*)::int AS orders
      FROM orders WHERE placed_at >= ${since} AND status NOT IN ('cancelled', 'not_collected') GROUP BY 1, 2`);
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { weekday, hour, orders } of rows) hours[weekday - 1]![hour] = orders;
  return hours;
}

/** Orders to pack without a ticket, in a shop that printed one within two weeks; a shop that prints none has none to print. */
export async function countToPrint(): Promise<number> {
  const [row] = await read<{ count: number }>(sql`
    SELECT CASE WHEN EXISTS (SELECT 1 FROM orders WHERE placed_at > (SELECT holdfast_now() - interval '14 days') AND printed_at IS NOT NULL)
                THEN (SELECT count(*) FROM orders WHERE status IN ('placed', 'accepted') AND printed_at IS NULL) ELSE 0 END::int AS count`);
  return row?.count ?? 0;
}
