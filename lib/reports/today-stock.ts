import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import type { Day } from "@/lib/time";

export type TodayLevel = {
  variantId: string;
  name: string;
  onHand: number;
  available: number;
  held: number;
  lowAt: number;
};

/** The levels of a pickup day of what is on sale and was made for it, the scarcest first. */
export async function listTodayLevels(day: Day): Promise<TodayLevel[]> {
  return read<TodayLevel>(sql`
    SELECT v.id AS "variantId", concat_ws(' ', i.name, nullif(concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')), '')) AS name,
           l.on_hand AS "onHand", l.on_hand - l.committed - l.held AS available, l.held, v.low_at AS "lowAt"
      FROM stock_levels l JOIN variants v ON v.id = l.variant_id JOIN items i ON i.id = v.item_id
     WHERE l.day = ${day}::date AND l.on_hand > 0 AND v.hidden_at IS NULL AND i.hidden_at IS NULL
     ORDER BY (l.on_hand - l.committed - l.held)::float8 / l.on_hand, i.position, v.position`);
}

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
