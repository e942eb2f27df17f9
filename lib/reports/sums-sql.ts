import { joinSql, type Sql, sql } from "@/lib/db/sql";
import type { Range } from "@/lib/reports/rules";
import { spansOf } from "@/lib/reports/stale";
import type { Day } from "@/lib/time";

/** The channel under which sums hold what was sold at the counter without an order: money, and no orders. */
export const tillChannel = "till";

/** Orders placed and units sold at the counter on some days, summed by day, hour, channel and status. */
export function hoursOf(days: readonly Day[], timezone: string): Sql {
  return sql`
    SELECT (o.placed_at AT TIME ZONE ${timezone})::date AS day, extract(hour FROM o.placed_at AT TIME ZONE ${timezone})::int AS hour,
           o.channel, o.status, count(*)::int AS orders, sum(o.total_minor)::bigint AS total_minor
      FROM orders o WHERE ${within(sql`o.placed_at`, days, timezone)}
     GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT (s.sold_at AT TIME ZONE ${timezone})::date, extract(hour FROM s.sold_at AT TIME ZONE ${timezone})::int, ${tillChannel}, 'completed',
           0, sum(s.quantity * s.unit_price_minor)::bigint
      FROM counter_sales s WHERE ${within(sql`s.sold_at`, days, timezone)} AND s.undone_at IS NULL
     GROUP BY 1, 2`;
}

/** Units in the orders placed on some days that stand, and units sold at the counter, summed by day and variant. */
export function unitsOf(days: readonly Day[], timezone: string): Sql {
  return sql`
    SELECT day, variant_id, sum(units)::int AS units, sum(total_minor)::bigint AS total_minor FROM (
      SELECT (o.placed_at AT TIME ZONE ${timezone})::date AS day, l.variant_id, l.quantity AS units, l.total_minor
        FROM orders o JOIN order_lines l ON l.order_id = o.id
       WHERE ${within(sql`o.placed_at`, days, timezone)} AND o.status NOT IN ('cancelled', 'not_collected')
      UNION ALL
      SELECT (s.sold_at AT TIME ZONE ${timezone})::date, s.variant_id, s.quantity, s.quantity * s.unit_price_minor
        FROM counter_sales s WHERE ${within(sql`s.sold_at`, days, timezone)} AND s.undone_at IS NULL
    ) AS sold
     GROUP BY 1, 2`;
}

/** Whether a kept sum of `day` may be used: it is of the range and the zone, and its day is not stale. */
export function isKept({ from, to }: Range, stale: readonly Day[], timezone: string): Sql {
  return sql`day BETWEEN ${from}::date AND ${to}::date AND day <> ALL(${stale}::date[])
    AND day IN (SELECT r.day FROM report_days r WHERE r.timezone = ${timezone})`;
}

/** As plain bounds, not as a join: so that the planner knows how few rows they are. */
function within(instant: Sql, days: readonly Day[], timezone: string): Sql {
  const spans = spansOf(days, timezone);
  if (spans.length === 0) return sql`false`;
  const bounds = spans.map(({ from, until }) => sql`(${instant} >= ${from} AND ${instant} < ${until})`);
  return sql`(${joinSql(bounds, " OR ")})`;
}
