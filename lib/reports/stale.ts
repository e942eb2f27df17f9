import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import type { Range } from "@/lib/reports/rules";
import { addDays, type Day, instantAt } from "@/lib/time";

/** Longer than any transaction lasts: a change made before it is seen by everyone. */
const settledAfter = "1 minute";

export type Stale = {
  /** Days whose kept sums are missing, of another time zone, or older than an order's last change. In order. */
  days: Day[];
  /** Every change before this instant is in the days' orders as they can be read now. */
  seen: Date;
};

/** The days of a range whose figures must be read from the orders themselves. Today always is one. */
export async function findStale({ from, to }: Range, timezone: string): Promise<Stale> {
  const [row] = await read<Stale>(sql`
    WITH first AS (
      SELECT coalesce((least((SELECT min(placed_at) FROM orders), (SELECT min(sold_at) FROM counter_sales)) AT TIME ZONE ${timezone})::date,
                      ${to}::date + 1) AS day
    ),
    seen AS (SELECT coalesce((SELECT seen_through FROM report_watermark), '-infinity') AS through),
    stale AS (
      SELECT g::date AS day FROM first, generate_series(greatest(${from}::date, first.day), ${to}::date, interval '1 day') AS g
       WHERE NOT EXISTS (SELECT 1 FROM report_days r WHERE r.day = g::date AND r.timezone = ${timezone})
      UNION
      SELECT (placed_at AT TIME ZONE ${timezone})::date FROM orders WHERE updated_at > (SELECT through FROM seen)
      UNION
      SELECT (sold_at AT TIME ZONE ${timezone})::date FROM counter_sales WHERE sold_at > (SELECT through FROM seen)
      UNION
      SELECT (sold_at AT TIME ZONE ${timezone})::date FROM counter_sales WHERE undone_at > (SELECT through FROM seen)
      UNION
      SELECT (holdfast_now() AT TIME ZONE ${timezone})::date
    )
    SELECT holdfast_now() - ${settledAfter}::interval AS seen,
           coalesce(array_agg(to_char(day, 'YYYY-MM-DD') ORDER BY day) FILTER (WHERE day BETWEEN ${from}::date AND ${to}::date), '{}') AS days
      FROM stale`);
  return row ?? { days: [], seen: new Date(0) };
}

/** Days in a row as one span: the instants at which the first begins and the last ends. Days may have 23 or 25 hours. */
export function spansOf(days: readonly Day[], timezone: string): { from: Date; until: Date }[] {
  const runs: { first: Day; last: Day }[] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && addDays(run.last, 1) === day) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs.map(({ first, last }) => ({
    from: instantAt(first, 0, timezone),
    until: instantAt(addDays(last, 1), 0, timezone),
  }));
}
