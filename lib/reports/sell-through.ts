import { type Sql, sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import type { Range } from "@/lib/reports/rules";
import type { StockReason } from "@/lib/stock/change-levels";
import type { Day } from "@/lib/time";

type Meaning = "made" | "sold" | "wasted";

/** What an entry that changes on hand means for a day's stock: made, sold, or thrown away. */
const meanings: Record<StockReason, Meaning> = {
  received: "made",
  counted: "made",
  order_placed: "sold",
  order_completed: "sold",
  order_cancelled: "sold",
  order_not_collected: "wasted",
  order_undone: "sold",
  sold_at_counter: "sold",
  sale_undone: "sold",
  order_changed: "sold",
  planned: "made",
  carried_over: "made",
  written_off: "wasted",
  /** A hold moves nothing on hand. */
  held: "made",
  hold_given_back: "made",
  hold_ended: "made",
  offered: "made",
  offer_declined: "made",
  /** Means what the entry meant that it takes back. */
  entry_undone: "made",
};

const reasonsOf = (meaning: Meaning): string[] =>
  Object.entries(meanings).flatMap(([reason, means]) => (means === meaning ? reason : []));

/** Why units are taken off a level, or put back, that were sold. */
export const soldReasons = reasonsOf("sold");

/** What became of the units of a variant for a pickup day. */
export type SellThrough = {
  day: Day;
  variantId: string;
  itemName: string;
  variantName: string;
  made: number;
  sold: number;
  wasted: number;
  openedAt: Date | null;
  /** When the last one was first promised; null if that never happened. */
  soldOutAt: Date | null;
};

/**
 * What the ledger says of levels that have one; `levels` is a relation with their `id` and `committed`. An undone entry takes back what it meant.
 * Level by level, so that the way to a few levels' entries is never through the whole ledger, whatever the planner knows of `levels`.
 */
export function factsOf(levels: Sql): Sql {
  const units = (meaning: Meaning) =>
    sql`coalesce(sum(on_hand_delta) FILTER (WHERE reason = ANY(${reasonsOf(meaning)}::text[])), 0)`;
  return sql`
    SELECT l.id AS level_id, facts.* FROM ${levels} l CROSS JOIN LATERAL (
      SELECT ${units("made")}::int AS made, (l.committed - ${units("sold")})::int AS sold, (- ${units("wasted")})::int AS wasted,
             min(at) FILTER (WHERE on_hand_after > 0) AS opened_at,
             min(at) FILTER (WHERE on_hand_after = committed_after + held_after AND reason = ANY(${reasonsOf("sold")}::text[])) AS sold_out_at
        FROM (SELECT e.at, e.on_hand_delta, e.on_hand_after, e.committed_after, e.held_after,
                     coalesce((SELECT u.reason FROM stock_entries u WHERE u.id = e.undoes_id), e.reason) AS reason
                FROM stock_entries e WHERE e.level_id = l.id) AS entry
      HAVING count(*) > 0) AS facts`;
}

/** The newest days' sell-through of every variant that had any, at most `most` rows; all of them unless said. Exact as of now. */
export async function listSellThrough(range: Range, most: number | null = null): Promise<SellThrough[]> {
  return read<SellThrough>(sql`
    WITH ${factsIn(most === null ? range : { from: newestIn(range, most), to: range.to })}
    SELECT to_char(f.day, 'YYYY-MM-DD') AS day, v.id AS "variantId", i.name AS "itemName", ${variantName} AS "variantName",
           f.made, f.sold, f.wasted, f.opened_at AS "openedAt", f.sold_out_at AS "soldOutAt"
      FROM facts f JOIN variants v ON v.id = f.variant_id JOIN items i ON i.id = v.item_id JOIN categories c ON c.id = i.category_id
     WHERE f.made > 0
     ORDER BY f.day DESC, c.position, i.position, v.position LIMIT ${most}`);
}

export type VariantThrough = {
  variantId: string;
  itemName: string;
  variantName: string;
  days: number;
  soldOutDays: number;
  made: number;
  sold: number;
  wasted: number;
  /** Hours from the first unit on offer to the last one promised, on the days that sold out: the median. */
  hoursToSoldOut: number | null;
};

/** Sell-through by variant over a range, the most eagerly bought first; exact as of now. */
export async function listVariantThrough(range: Range): Promise<VariantThrough[]> {
  return read<VariantThrough>(sql`
    WITH ${factsIn(range)},
    summed AS (
      SELECT f.variant_id, count(*)::int AS days, count(f.sold_out_at - f.opened_at)::int AS gone, sum(f.made)::int AS made, sum(f.sold)::int AS sold,
             sum(f.wasted)::int AS wasted, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM f.sold_out_at - f.opened_at) / 3600) AS hours
        FROM facts f WHERE f.made > 0 GROUP BY f.variant_id
    )
    SELECT v.id AS "variantId", i.name AS "itemName", ${variantName} AS "variantName", s.days, s.gone AS "soldOutDays", s.made, s.sold, s.wasted,
           s.hours AS "hoursToSoldOut"
      FROM summed s JOIN variants v ON v.id = s.variant_id JOIN items i ON i.id = v.item_id
     ORDER BY s.sold::float8 / s.made DESC, s.made DESC, v.sku`);
}

/** The day from which on a range has so many levels with a ledger: no older one is among the newest. */
function newestIn({ from, to }: Range, most: number): Sql {
  return sql`coalesce((
    SELECT min(day) FROM (
      SELECT n.day FROM stock_levels n WHERE n.day BETWEEN ${from}::date AND ${to}::date AND EXISTS (SELECT 1 FROM stock_entries e WHERE e.level_id = n.id)
       ORDER BY n.day DESC LIMIT ${most}) AS newest), ${to}::date)`;
}

const variantName = sql`concat_ws(', ', nullif(v.name, ''), nullif(v.size, ''))`;

/** What became of each level of a range's pickup days: as it was kept, or from the ledger if it changed since. */
function factsIn({ from, to }: { from: Day | Sql; to: Day }): Sql {
  const inRange = sql`l.day BETWEEN ${from}::date AND ${to}::date`;
  return sql`
    stale AS MATERIALIZED (
      SELECT l.id, l.variant_id, l.day, l.committed FROM stock_levels l
       WHERE ${inRange} AND NOT EXISTS (SELECT 1 FROM report_levels r WHERE r.level_id = l.id AND r.version = l.version)
    ),
    facts AS (
      SELECT l.variant_id, l.day, r.made, r.sold, r.wasted, r.opened_at, r.sold_out_at
        FROM stock_levels l JOIN report_levels r ON r.level_id = l.id AND r.version = l.version WHERE ${inRange}
      UNION ALL
      SELECT s.variant_id, s.day, f.made, f.sold, f.wasted, f.opened_at, f.sold_out_at FROM (${factsOf(sql`stale`)}) AS f JOIN stale s ON s.id = f.level_id
    )`;
}
