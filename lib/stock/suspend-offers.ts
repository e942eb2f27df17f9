import type { SystemActor } from "@/lib/actor";
import { orderableSql } from "@/lib/catalog/on-sale";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockCurrent } from "@/lib/stock/lock-current";

const line: SystemActor = { kind: "system", name: "the waiting list" };

/** Levels that one look takes in hand; the next look takes the rest. */
const atATime = 100;

/**
 * Takes back what is offered and cannot be ordered, since the shop was closed or the item taken off sale: an offer whose time ran out behind a closed door would skip
 * whoever had it. They are first in line again, and are offered it for the full time once it can be ordered. Returns how many levels it looked at.
 */
export async function suspendOffers(): Promise<number> {
  const levels = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT p.level_id AS id FROM waiting_places p JOIN variants v ON v.id = p.variant_id JOIN items i ON i.id = v.item_id
     WHERE p.state = 'offered' AND NOT (${rawSql(orderableSql)} AND EXISTS (SELECT 1 FROM shop WHERE ordering_open)) LIMIT ${atATime}`;
  for (const { id } of levels) await inTransaction((tx) => suspend(tx, id));
  return levels.length;
}

/** Gives back what is held for the offers of a level: whether they stand all the same is asked anew where it comes free. */
async function suspend(tx: Tx, levelId: string): Promise<void> {
  await lockCurrent(tx, [levelId]);
  const gone = await tx.$queryRaw<{ units: number }[]>`
    DELETE FROM holds h USING waiting_places p
     WHERE h.level_id = ${levelId} AND p.level_id = h.level_id AND p.state = 'offered' AND (h.place_id = p.id OR h.cart_id = p.cart_id)
    RETURNING h.units`;
  const held = gone.reduce((sum, { units }) => sum - units, 0);
  await changeLevels(tx, line, [{ levelId, onHand: 0, committed: 0, held }], { reason: "hold_given_back" });
}
