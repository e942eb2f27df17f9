import { orderableSql } from "@/lib/catalog/on-sale";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { takesOrdersSql } from "@/lib/settings/taking-sql";
import { eachLevel } from "@/lib/stock/each-level";
import { leastSql, mayHaveSql } from "@/lib/stock/limits-in-line";
import { lockCurrent } from "@/lib/stock/lock-current";
import { peekSelling } from "@/lib/stock/selling";
import type { Day } from "@/lib/time";

/** Levels that one look takes in hand; the next look takes the rest. */
const atATime = 100;

/**
 * Offers what is free to those who wait for it, where nobody who freed it could: an item came back on sale, the shop took orders again, a time of the day has
 * room again, or a limit per person leaves somebody more than before. Returns how many levels it looked at.
 */
export async function offerWaiting(): Promise<number> {
  const waiting = await listWaiting();
  if (waiting.length === 0) return 0;
  const selling = await peekSelling();
  const levels = waiting
    .filter(({ day, leastWork }) => selling.orderableUntil(day, leastWork) !== null)
    .slice(0, atATime)
    .map(({ id }) => id);
  await eachLevel(levels, (tx, id) => lockCurrent(tx, [id]));
  return levels.length;
}

type Waiting = { id: string; day: Day | null; leastWork: number };

/** Levels of which somebody in line could take what is free, with the work units that this takes at least. */
async function listWaiting(): Promise<Waiting[]> {
  return db().$queryRaw<Waiting[]>`
    SELECT l.id, to_char(l.day, 'YYYY-MM-DD') AS day, min(n.units) * v.work_units AS "leastWork"
      FROM stock_levels l
      JOIN variants v ON v.id = l.variant_id
      JOIN items i ON i.id = v.item_id
      JOIN waiting_places p ON p.level_id = l.id AND p.state = 'waiting'
     CROSS JOIN LATERAL (SELECT ${rawSql(leastSql)} AS units) AS n
           ${rawSql(mayHaveSql)}
     WHERE l.waiting > 0 AND n.units <= least(l.on_hand - l.committed - l.held, m.units) AND ${rawSql(orderableSql)}
       AND ${rawSql(takesOrdersSql("holdfast_now()"))}
     GROUP BY l.id, v.id ORDER BY l.id`;
}
