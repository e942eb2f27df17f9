import { orderableSql } from "@/lib/catalog/on-sale";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { takesOrdersSql } from "@/lib/settings/taking-sql";
import { lockCurrent } from "@/lib/stock/lock-current";

/** Levels that one look takes in hand; the next look takes the rest. */
const atATime = 100;

/**
 * Offers what is free to those who wait for it, where nobody who freed it could: an item came back on sale, the shop took orders again, or an
 * order took fewer than were kept for it. Returns how many levels it looked at.
 */
export async function offerWaiting(): Promise<number> {
  const levels = await listLevelsToOffer();
  for (const id of levels) await inTransaction((tx) => lockCurrent(tx, [id]));
  return levels.length;
}

async function listLevelsToOffer(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT l.id FROM stock_levels l JOIN variants v ON v.id = l.variant_id JOIN items i ON i.id = v.item_id
     WHERE l.waiting > 0 AND l.on_hand - l.committed - l.held > 0 AND (l.day IS NULL OR l.day >= current_date - 1) AND ${rawSql(orderableSql)}
       AND ${rawSql(takesOrdersSql("holdfast_now()"))}
       AND EXISTS (SELECT 1 FROM waiting_places p WHERE p.level_id = l.id AND p.state = 'waiting'
                    AND (p.takes_fewer OR least(p.wanted, v.limit_per_order) <= l.on_hand - l.committed - l.held))
     ORDER BY l.id LIMIT ${atATime}`;
  return rows.map(({ id }) => id);
}
