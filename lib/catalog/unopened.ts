import { opensAtSql } from "@/lib/catalog/on-sale";
import type { Place } from "@/lib/catalog/words-of-drops";
import { rawSql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";

/** Variants that a drop keeps from being ordered, and when the last of them can be; in milliseconds since 1970. */
export type Unopened = Place & { variantIds: string[]; opensAt: number; now: number };

/**
 * Which of some variants a drop keeps from being ordered at this instant, by the database's clock; null if none. Asked under the lock of their levels,
 * after any wait for it.
 */
export async function findUnopened(tx: Tx, variantIds: readonly string[]): Promise<Unopened | null> {
  const [found] = await tx.$queryRaw<Unopened[]>`
    SELECT array_agg(waits.id ORDER BY waits.id) AS "variantIds", max(waits.at) AS "opensAt",
           (extract(epoch FROM holdfast_now()) * 1000)::float8 AS now, s.locale, s.timezone
      FROM (SELECT v.id, ${rawSql(opensAtSql)} AS at FROM variants v JOIN items i ON i.id = v.item_id
             WHERE v.id = ANY(${[...variantIds]}::text[])) AS waits, shop s
     WHERE waits.at IS NOT NULL GROUP BY s.id`;
  return found ?? null;
}
