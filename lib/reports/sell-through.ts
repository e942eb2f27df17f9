import { type Sql, sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import type { Range } from "@/lib/reports/rules";
import type { StockReason } from "@/lib/stock/change-levels";
import type { Day } from "@/lib/time";

/** What an entry that changes on hand means for a day's stock: made, sold, or thrown away. */
const meanings: Record<StockReason, "made" | "sold" | "wasted"> = {
  received: "made",
  counted: "made",
  order_placed: "sold",
  order_completed: "sold",
  order_cancelled: "sold",
  order_not_collected: "wasted",
  order_undone: "sold",
  sold_at_counter: "sold",
  sale_undone: "sold",
};

const reasonsOf = (meaning: "made" | "sold" | "wasted"): string[] =>
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

/** What the ledger says of levels; `levels` is a relation with their `id` and `committed`. */
export function factsOf(levels: Sql): Sql {
  return sql`
    SELECT e.level_id,
           coalesce(sum(e.on_hand_delta) FILTER (WHERE e.reason = ANY(${reasonsOf("made")}::text[])), 0)::int AS made,
           (min(l.committed) - coalesce(sum(e.on_hand_delta) FILTER (WHERE e.reason = ANY(${reasonsOf("sold")}::text[])), 0))::int AS sold,
           (- coalesce(sum(e.on_hand_delta) FILTER (WHERE e.reason = ANY(${reasonsOf("wasted")}::text[])), 0))::int AS wasted,
           min(e.at) FILTER (WHERE e.on_hand_after > 0) AS opened_at,
           min(e.at) FILTER (WHERE e.on_hand_after = e.committed_after + e.held_after
                               AND e.reason = ANY(${reasonsOf("sold")}::text[])) AS sold_out_at
      FROM ${levels} l JOIN stock_entries e ON e.level_id = l.id
     GROUP BY e.level_id`;
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

/** Sell-through by variant over a range, the most eagerly bought first. */
export function throughByVariant(rows: readonly SellThrough[]): VariantThrough[] {
  const variants = new Map<string, SellThrough[]>();
  for (const row of rows) variants.set(row.variantId, [...(variants.get(row.variantId) ?? []), row]);
  return [...variants.values()].map(summary).sort((a, b) => b.sold / b.made - a.sold / a.made || b.made - a.made);
}

function summary(days: readonly SellThrough[]): VariantThrough {
  const { variantId, itemName, variantName } = days[0]!;
  const sum = (of: (day: SellThrough) => number) => days.reduce((all, day) => all + of(day), 0);
  const hours = days.flatMap(({ openedAt, soldOutAt }) =>
    openedAt && soldOutAt ? (soldOutAt.getTime() - openedAt.getTime()) / 3_600_000 : [],
  );
  return {
    ...{ variantId, itemName, variantName, days: days.length, soldOutDays: hours.length },
    made: sum(({ made }) => made),
    sold: sum(({ sold }) => sold),
    wasted: sum(({ wasted }) => wasted),
    hoursToSoldOut: median(hours),
  };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
