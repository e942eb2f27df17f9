import type { SystemActor } from "@/lib/actor";
import { orderableSql } from "@/lib/catalog/on-sale";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";
import { changeLevels } from "@/lib/stock/change-levels";
import { eachLevel } from "@/lib/stock/each-level";
import { barredSql } from "@/lib/stock/limits-in-line";
import { lockCurrent } from "@/lib/stock/lock-current";
import { offerFreed } from "@/lib/stock/offer-freed";
import { isShut, type Standing } from "@/lib/stock/rules-of-offers";
import { peekSelling, readSelling } from "@/lib/stock/selling";
import { behindOfferSql } from "@/lib/stock/take-offers";

const line: SystemActor = { kind: "system", name: "the waiting list" };

/** Levels that one look takes in hand; the next look takes the rest. */
const atATime = 100;

/**
 * Takes back what is offered and cannot be ordered, since the shop was closed, the item taken off sale, the times of the day are full, or who has it has had all that a person may have: an offer whose time ran out behind
 * a closed door would skip whoever had it. They are first in line again, and are offered it for the full time once it can be ordered. Returns how many levels it looked at.
 */
export async function suspendOffers(): Promise<number> {
  const offered = await listOffered(db(), null);
  if (offered.length === 0) return 0;
  const selling = await peekSelling();
  const shut = offered.filter((place) => isShut(place, selling)).map(({ levelId }) => levelId);
  const levels = [...new Set(shut)].slice(0, atATime);
  await eachLevel(levels, suspend);
  return levels.length;
}

/** Gives back what is held for the offers of a level that cannot be ordered: they go back into line where it comes free. */
async function suspend(tx: Tx, levelId: string): Promise<void> {
  await lockCurrent(tx, [levelId]);
  const selling = await readSelling(tx);
  const shut = (await listOffered(tx, levelId)).filter((place) => isShut(place, selling)).map(({ id }) => id);
  const gone = await tx.$queryRaw<{ units: number }[]>`
    DELETE FROM holds h USING waiting_places p
     WHERE h.level_id = ${levelId} AND p.level_id = h.level_id AND p.id = ANY(${shut}::text[]) AND ${rawSql(behindOfferSql)}
    RETURNING h.units`;
  if (gone.length === 0) return offerFreed(tx, [levelId]);
  const held = gone.reduce((sum, { units }) => sum - units, 0);
  await changeLevels(tx, line, [{ levelId, onHand: 0, committed: 0, held }], { reason: "hold_given_back" });
}

type Offered = Standing & { id: string; levelId: string };

/** What is offered of a level, or of all. */
function listOffered(client: Tx | ReturnType<typeof db>, levelId: string | null): Promise<Offered[]> {
  return client.$queryRaw<Offered[]>`
    SELECT p.id, p.level_id AS "levelId", to_char(p.day, 'YYYY-MM-DD') AS day, p.offered_until AS "offeredUntil", ${rawSql(orderableSql)} AS "onSale", ${rawSql(barredSql)} AS barred,
           CASE WHEN p.takes_fewer THEN 1 ELSE p.offered_units END * v.work_units AS "leastWork"
      FROM waiting_places p JOIN variants v ON v.id = p.variant_id JOIN items i ON i.id = v.item_id
     WHERE p.state = 'offered' AND (${levelId}::text IS NULL OR p.level_id = ${levelId}) ORDER BY p.level_id`;
}
