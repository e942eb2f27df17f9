import { sql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";
import type { LevelSnapshot } from "@/lib/deliveries/stock-payload";
import type { Day } from "@/lib/time";

/** A level that changed since it was last told of. `type` is null where that is no news. */
export type LevelChange = LevelSnapshot & { name: string; at: Date; type: string | null };

/** A look's transaction stays short: what is more is found by the next one. */
export const mostAtOnce = 200;

const available = sql`s.on_hand - s.committed - s.held`;
/** What is held counts as there: a checkout that comes to nothing is no news to anybody outside. */
const unsold = sql`s.on_hand - s.committed`;

/** What is left of `stock_levels AS s`, whose variant is `v`, by its number. */
const stateOf = (units = unsold) =>
  sql`CASE WHEN ${units} <= 0 THEN 'sold_out' WHEN ${units} <= v.low_at THEN 'low' ELSE 'enough' END`;

/** A day is over when it is past or closed by itself: that the rest of it was written off then is no news. */
const isToCome = (today: Day) => sql`
  (s.day IS NULL OR (s.day >= ${today}::date AND NOT EXISTS (SELECT 1 FROM day_closings AS c WHERE c.day = s.day AND c.by_itself)))`;

/** Takes every level as it is now for told. */
export async function markLevels(tx: Tx, today: Day): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO told_levels (level_id, version, state, at)
    SELECT s.id, s.version, ${stateOf()}, holdfast_now() FROM stock_levels AS s JOIN variants AS v ON v.id = s.variant_id WHERE ${isToCome(today)}
    ON CONFLICT (level_id) DO UPDATE SET version = excluded.version, state = excluded.state`;
}

/**
 * Levels of days to come that changed since they were told of, at most so many, and what is to be told of each; takes them for told. For a transaction in which nobody
 * else does this. A level that is new since the last look is compared with the most that could ever be had of it.
 */
export async function compareLevels(tx: Tx, today: Day): Promise<LevelChange[]> {
  return tx.$queryRaw<LevelChange[]>`
    WITH changed AS (
      SELECT s.id, s.variant_id, s.day, s.on_hand, s.committed, s.held, s.version, ${stateOf()} AS state,
             coalesce(m.state, ${stateOf(sql`coalesce(most.units, 0)`)}) AS was, greatest(holdfast_now(), m.at + interval '1 millisecond') AS at
        FROM stock_levels AS s
        JOIN variants AS v ON v.id = s.variant_id
        LEFT JOIN told_levels AS m ON m.level_id = s.id
        LEFT JOIN LATERAL (
          SELECT max(on_hand_after - committed_after) AS units FROM stock_entries WHERE m.level_id IS NULL AND level_id = s.id) AS most ON true
       WHERE s.version IS DISTINCT FROM m.version AND ${isToCome(today)}
       ORDER BY s.id LIMIT ${mostAtOnce}
    ),
    marked AS (
      INSERT INTO told_levels (level_id, version, state, at) SELECT id, version, state, at FROM changed
      ON CONFLICT (level_id) DO UPDATE SET version = excluded.version, state = excluded.state, at = excluded.at
    )
    SELECT s.id AS "levelId", s.variant_id AS "variantId", v.item_id AS "itemId", v.sku, i.name AS item,
           concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS variant, concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, ''), s.day) AS name,
           to_char(s.day, 'YYYY-MM-DD') AS day, s.on_hand AS "onHand", s.committed, s.held, ${available} AS available, v.low_at AS "lowAt", s.version, s.at,
           CASE WHEN s.state = s.was THEN NULL WHEN s.state = 'sold_out' THEN 'stock.sold_out' WHEN s.was = 'sold_out' THEN 'stock.back'
                WHEN s.state = 'low' THEN 'stock.low' END AS type
      FROM changed AS s JOIN variants AS v ON v.id = s.variant_id JOIN items AS i ON i.id = v.item_id
     ORDER BY s.day NULLS LAST, i.name, v.sku`;
}
