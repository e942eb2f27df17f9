import { db } from "@/lib/db/client";
import { type Sql, sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import { barsOf, type FigureSpan } from "@/lib/deliveries/rules-of-figures";
import { type DeliveryChannel, deliveryStateWords } from "@/lib/deliveries/status";

/** The messages that were made from an instant on, by how they stand now. */
export type FigureBar = { at: Date; delivered: number; underWay: number; lost: number; kept: number };

/** How long the other side took for a try, in milliseconds: half of the tries were faster than `p50`, all but one in twenty than `p95`. */
export type Latency = { channel: DeliveryChannel; tries: number; p50: number; p95: number };

export type DeliveryFigures = {
  span: FigureSpan;
  bars: FigureBar[];
  latency: Latency[];
  /** What is not settled, counted up to 10,000; of it what failed and is tried again; and when the oldest was made. */
  waiting: number;
  failing: number;
  oldestAt: Date | null;
};

export const mostWaiting = 10_000;
/** Of each channel so many of the newest messages are read for its latency. */
const newest = 2_000;
const allStates = Object.keys(deliveryStateWords);

type Asked = { span: FigureSpan; timezone: string; destination?: string | null; now?: Date };

/** How deliveries fare, all of them or those of one destination. Each figure reads a bounded part of the table. */
export async function readFigures({
  span,
  timezone,
  destination = null,
  now = new Date(),
}: Asked): Promise<DeliveryFigures> {
  const starts = barsOf(span, now, timezone);
  const whose = destination ? sql`d.destination_id = ${destination}` : sql`true`;
  try {
    const [bars, latency, open] = await Promise.all([
      readBars(starts, whose),
      readLatency(starts[0]!, whose),
      readOpen(whose),
    ]);
    return { span, bars, latency, ...open };
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** Naming every state lets the index by state and time answer alone; the edges are read once, not for each row. */
async function readBars(starts: readonly Date[], whose: Sql): Promise<FigureBar[]> {
  const edges = starts.map((start) => start.toISOString());
  const rows = await db().$queryRaw<(Omit<FigureBar, "at"> & { bar: number })[]>`
    SELECT width_bucket(d.created_at, (SELECT ${edges}::text[]::timestamptz[])) - 1 AS bar,
           count(*) FILTER (WHERE d.state = 'delivered')::int AS delivered, count(*) FILTER (WHERE d.state IN ('waiting', 'sending'))::int AS "underWay",
           count(*) FILTER (WHERE d.state IN ('dead', 'unknown'))::int AS lost, count(*) FILTER (WHERE d.state IN ('kept', 'withdrawn'))::int AS kept
      FROM deliveries AS d WHERE d.state = ANY(${allStates}::delivery_state[]) AND d.created_at >= ${starts[0]} AND ${whose}
     GROUP BY 1`;
  const nothing = { delivered: 0, underWay: 0, lost: 0, kept: 0 };
  return starts.map((at, index) => {
    const { bar: _, ...counts } = rows.find(({ bar }) => bar === index) ?? { bar: index, ...nothing };
    return { at, ...counts };
  });
}

function readLatency(since: Date, whose: Sql): Promise<Latency[]> {
  return db().$queryRaw<Latency[]>`
    SELECT c.channel::text AS channel, count(*)::int AS tries, percentile_cont(0.5) WITHIN GROUP (ORDER BY tried.ms) AS p50,
           percentile_cont(0.95) WITHIN GROUP (ORDER BY tried.ms) AS p95
      FROM unnest(enum_range(NULL::delivery_channel)) AS c(channel)
     CROSS JOIN LATERAL (
       SELECT extract(epoch FROM t.ended_at - t.started_at)::float8 * 1000 AS ms
         FROM (SELECT d.id FROM deliveries AS d WHERE d.channel = c.channel AND d.created_at >= ${since} AND ${whose}
                ORDER BY d.created_at DESC, d.id DESC LIMIT ${newest}) AS newest
         JOIN delivery_attempts AS t ON t.delivery_id = newest.id
        WHERE t.ended_at IS NOT NULL AND t.outcome NOT IN ('kept', 'handed_back', 'not_sent')) AS tried
     GROUP BY c.channel ORDER BY c.channel`;
}

const isOpen = sql`d.state IN ('waiting', 'sending', 'unknown') AND (d.state <> 'unknown' OR d.next_attempt_at IS NOT NULL)`;

async function readOpen(whose: Sql): Promise<Pick<DeliveryFigures, "waiting" | "failing" | "oldestAt">> {
  const [open] = await db().$queryRaw<Pick<DeliveryFigures, "waiting" | "failing" | "oldestAt">[]>`
    SELECT count(*)::int AS waiting, count(*) FILTER (WHERE failing)::int AS failing,
           (SELECT min(d.created_at) FROM deliveries AS d WHERE ${isOpen} AND ${whose}) AS "oldestAt"
      FROM (SELECT d.state = 'waiting' AND d.last_error <> '' AS failing FROM deliveries AS d WHERE ${isOpen} AND ${whose} LIMIT ${mostWaiting}) AS open`;
  return open ?? { waiting: 0, failing: 0, oldestAt: null };
}
