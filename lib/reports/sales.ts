import { type Sql, sql } from "@/lib/db/sql";
import type { OrderStatus } from "@/lib/orders/status";
import { read } from "@/lib/reports/reading";
import { type Range, type Step, startsIn } from "@/lib/reports/rules";
import { findStale } from "@/lib/reports/stale";
import { hoursOf, isKept } from "@/lib/reports/sums-sql";
import type { Day } from "@/lib/time";

/** Money in minor units. */
export type Sum = { orders: number; totalMinor: number };

/**
 * Orders of a range by when they were placed, in the shop's zone. An order that was cancelled or left behind is no sale, and counts only
 * among `statuses` and `channels`.
 */
export type Sales = {
  total: Sum;
  steps: (Sum & { start: Day })[];
  /** Sales by weekday (Monday first) and hour: [weekday - 1][hour]. */
  hours: number[][];
  statuses: (Sum & { key: OrderStatus })[];
  channels: (Sum & { key: string })[];
};

type Row = {
  start: Day | null;
  weekday: number | null;
  hour: number | null;
  status: OrderStatus | null;
  channel: string | null;
  orders: number;
  totalMinor: number;
  sold: number;
  soldMinor: number;
};

/** The sales of a range of days, exact as of now, cut into days, weeks or months without a gap. */
export async function readSales(range: Range, step: Step, timezone: string): Promise<Sales> {
  const { days } = await findStale(range, timezone);
  const rows = await read<Row>(
    salesSql(
      step,
      sql`
    SELECT day, hour, channel, status, orders, total_minor FROM report_hours
     WHERE ${isKept(range, days, timezone)}
    UNION ALL ${hoursOf(days, timezone)}`,
    ),
  );
  return salesOf(rows, startsIn(range, step));
}

/** What was sold in a range, in all. */
export async function readTotal(range: Range, timezone: string): Promise<Sum> {
  return (await readSales(range, "month", timezone)).total;
}

const stands = sql`status NOT IN ('cancelled', 'not_collected')`;

function salesSql(step: Step, hours: Sql): Sql {
  return sql`
    WITH hours AS (${hours}),
    marked AS (
      SELECT to_char(date_trunc(${step}, day::timestamp), 'YYYY-MM-DD') AS start, extract(isodow FROM day)::int AS weekday, hour, status, channel,
             orders, total_minor
        FROM hours
    )
    SELECT start, weekday, hour, status::text, channel, sum(orders)::int AS orders, sum(total_minor)::float8 AS "totalMinor",
           coalesce(sum(orders) FILTER (WHERE ${stands}), 0)::int AS sold, coalesce(sum(total_minor) FILTER (WHERE ${stands}), 0)::float8 AS "soldMinor"
      FROM marked
     GROUP BY GROUPING SETS ((start), (weekday, hour), (status), (channel))`;
}

function salesOf(rows: readonly Row[], starts: readonly Day[]): Sales {
  const byStart = new Map(rows.flatMap((row) => (row.start ? [[row.start, row] as const] : [])));
  const steps = starts.map((start) => ({ start, ...sold(byStart.get(start)) }));
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { weekday, hour, sold } of rows) if (weekday !== null && hour !== null) hours[weekday - 1]![hour] = sold;
  return { total: sum(steps), steps, hours, statuses: shares(rows, "status"), channels: shares(rows, "channel") };
}

function sold(row: Row | undefined): Sum {
  return { orders: row?.sold ?? 0, totalMinor: row?.soldMinor ?? 0 };
}

function sum(sums: readonly Sum[]): Sum {
  return {
    orders: sums.reduce((all, { orders }) => all + orders, 0),
    totalMinor: sums.reduce((all, { totalMinor }) => all + totalMinor, 0),
  };
}

function shares<Name extends "status" | "channel">(rows: readonly Row[], name: Name) {
  const found = rows.flatMap(({ orders, totalMinor, ...row }) => {
    const key = row[name];
    return key === null ? [] : [{ key: key as NonNullable<Row[Name]>, orders, totalMinor }];
  });
  return found.sort((a, b) => b.orders - a.orders);
}
