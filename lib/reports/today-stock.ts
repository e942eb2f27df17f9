import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import { soldReasons } from "@/lib/reports/sell-through";
import type { Day } from "@/lib/time";

export type TodayLevel = {
  variantId: string;
  name: string;
  /** Whether it keeps: then it belongs to no day. */
  keeps: boolean;
  /** What the day had to sell: what is there, and what was handed over. Of goods that keep, what is there. */
  had: number;
  available: number;
  held: number;
  lowAt: number;
};

/** The levels of a pickup day of what is on sale and was made for it, and those of goods that keep and are low or gone, the scarcest first. */
export async function listTodayLevels(day: Day): Promise<TodayLevel[]> {
  return read<TodayLevel>(sql`
    WITH level AS (
      SELECT l.*, l.day IS NULL AS keeps, l.on_hand - l.committed - l.held AS available, l.on_hand + coalesce(gone.units, 0) AS had
        FROM stock_levels l LEFT JOIN LATERAL (${handedOver}) AS gone ON l.day IS NOT NULL
       WHERE l.day = ${day}::date OR l.day IS NULL AND EXISTS (SELECT 1 FROM stock_entries e WHERE e.level_id = l.id)
    )
    SELECT v.id AS "variantId", concat_ws(' ', i.name, nullif(concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')), '')) AS name,
           level.keeps, level.had, level.available, level.held, v.low_at AS "lowAt"
      FROM level JOIN variants v ON v.id = level.variant_id JOIN items i ON i.id = v.item_id
     WHERE v.hidden_at IS NULL AND i.hidden_at IS NULL AND CASE WHEN level.keeps THEN level.available <= v.low_at ELSE level.had > 0 END
     ORDER BY level.available::float8 / greatest(level.had, 1), i.position, v.position`);
}

/** How many units of the level `l` are gone because they were sold. What was taken back counts as it did before. */
const handedOver = sql`
  SELECT -sum(e.on_hand_delta)::int AS units FROM stock_entries e LEFT JOIN stock_entries u ON u.id = e.undoes_id
   WHERE e.level_id = l.id AND l.day IS NOT NULL AND e.on_hand_delta <> 0 AND coalesce(u.reason, e.reason) = ANY(${soldReasons}::text[])`;

export type AvailableAt = { variantId: string; at: Date; available: number };

const mostSteps = 2_000;

/** How much of each of these variants was available for a day, at each change since `from`, with how it stood then. Oldest first. */
export async function listAvailable(day: Day, variantIds: readonly string[], from: Date): Promise<AvailableAt[]> {
  if (variantIds.length === 0) return [];
  return read<AvailableAt>(sql`
    WITH levels AS (SELECT id, variant_id FROM stock_levels WHERE day = ${day}::date AND variant_id = ANY(${[...variantIds]}::text[])),
    before AS (
      SELECT DISTINCT ON (e.level_id) l.variant_id, ${from}::timestamptz AS at, e.on_hand_after - e.committed_after - e.held_after AS available, e.id
        FROM levels l JOIN stock_entries e ON e.level_id = l.id WHERE e.at < ${from} ORDER BY e.level_id, e.id DESC
    ),
    since AS (
      SELECT l.variant_id, e.at, e.on_hand_after - e.committed_after - e.held_after AS available, e.id
        FROM levels l JOIN stock_entries e ON e.level_id = l.id WHERE e.at >= ${from} ORDER BY e.id DESC LIMIT ${mostSteps}
    )
    SELECT variant_id AS "variantId", at, available FROM (SELECT * FROM before UNION ALL SELECT * FROM since) AS entry ORDER BY id`);
}
