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
  const rows = await read<Row>(salesSql(step, await hoursIn(range, timezone)));
  return salesOf(rows, startsIn(range, step));
}

/** What was sold in a range, in all; exact as of now. */
export async function readTotal(range: Range, timezone: string): Promise<Sum> {
  const [row] = await read<Sum>(sql`
    SELECT coalesce(sum(orders), 0)::int AS orders, coalesce(sum(total_minor), 0)::float8 AS "totalMinor"
      FROM (${await hoursIn(range, timezone)}) AS hours WHERE ${stands}`);
  return row ?? { orders: 0, totalMinor: 0 };
}

const stands = sql`status NOT IN ('cancelled', 'not_collected')`;

/** The hours of a range: as they were kept, and of days that changed since from the orders themselves. */
async function hoursIn(range: Range, timezone: string): Promise<Sql> {
  const { days } = await findStale(range, timezone);
  return sql`
    SELECT day, hour, channel, status, orders, total_minor FROM report_hours WHERE ${isKept(range, days, timezone)}
    UNION ALL ${hoursOf(days, timezone)}`;
}

/** Summed by day first: a step's name is then made for each day, not for each hour of five years. */
function salesSql(step: Step, hours: Sql): Sql {
  const weekday = sql`extract(isodow FROM day)::int`;
  return sql`
    WITH summed AS (
      SELECT day, ${weekday} AS weekday, hour, status, channel, sum(orders) AS orders, sum(total_minor) AS total,
             sum(orders) FILTER (WHERE ${stands}) AS sold, sum(total_minor) FILTER (WHERE ${stands}) AS sold_total
        FROM (${hours}) AS hours
       GROUP BY GROUPING SETS ((day), (${weekday}, hour), (status), (channel))
    )
    SELECT to_char(date_trunc(${step}, day::timestamp), 'YYYY-MM-DD') AS start, weekday, hour, status::text, channel,
           sum(orders)::int AS orders, sum(total)::float8 AS "totalMinor", coalesce(sum(sold), 0)::int AS sold, coalesce(sum(sold_total), 0)::float8 AS "soldMinor"
      FROM summed GROUP BY 1, 2, 3, 4, 5`;
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
