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
  /** Means what the entry meant that it takes back. */
  entry_undone: "made",
};

const reasonsOf = (meaning: Meaning): string[] =>
  Object.entries(meanings).flatMap(([reason, means]) => (means === meaning ? reason : []));

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

/** What the ledger says of levels; `levels` is a relation with their `id` and `committed`. An undone entry takes back what it meant. */
export function factsOf(levels: Sql): Sql {
  const units = (meaning: Meaning) =>
    sql`coalesce(sum(on_hand_delta) FILTER (WHERE reason = ANY(${reasonsOf(meaning)}::text[])), 0)`;
  return sql`
    SELECT level_id, ${units("made")}::int AS made, (min(committed) - ${units("sold")})::int AS sold, (- ${units("wasted")})::int AS wasted,
           min(at) FILTER (WHERE on_hand_after > 0) AS opened_at,
           min(at) FILTER (WHERE on_hand_after = committed_after + held_after AND reason = ANY(${reasonsOf("sold")}::text[])) AS sold_out_at
      FROM (SELECT e.level_id, e.at, e.on_hand_delta, e.on_hand_after, e.committed_after, e.held_after, l.committed,
                   coalesce(u.reason, e.reason) AS reason
              FROM ${levels} l JOIN stock_entries e ON e.level_id = l.id LEFT JOIN stock_entries u ON u.id = e.undoes_id) AS entry
     GROUP BY level_id`;
}

/** Sell-through of every variant and pickup day in a range, of days that had any; exact as of now. */
export async function listSellThrough({ from, to }: Range): Promise<SellThrough[]> {
  return read<SellThrough>(sql`
    WITH levels AS MATERIALIZED (
      SELECT l.id, l.variant_id, l.day, l.committed, l.version FROM stock_levels l WHERE l.day BETWEEN ${from}::date AND ${to}::date
    ),
    stale AS MATERIALIZED (
      SELECT id, committed FROM levels l WHERE NOT EXISTS (SELECT 1 FROM report_levels r WHERE r.level_id = l.id AND r.version = l.version)
    ),
    facts AS (
      SELECT r.level_id, r.made, r.sold, r.wasted, r.opened_at, r.sold_out_at FROM levels l JOIN report_levels r ON r.level_id = l.id AND r.version = l.version
      UNION ALL
      SELECT level_id, made, sold, wasted, opened_at, sold_out_at FROM (${factsOf(sql`stale`)}) AS fresh
    )
    SELECT to_char(l.day, 'YYYY-MM-DD') AS day, v.id AS "variantId", i.name AS "itemName",
           concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS "variantName", f.made, f.sold, f.wasted,
           f.opened_at AS "openedAt", f.sold_out_at AS "soldOutAt"
      FROM facts f JOIN levels l ON l.id = f.level_id JOIN variants v ON v.id = l.variant_id JOIN items i ON i.id = v.item_id JOIN categories c ON c.id = i.category_id
     WHERE f.made > 0
     ORDER BY l.day, c.position, i.position, v.position`);
}
