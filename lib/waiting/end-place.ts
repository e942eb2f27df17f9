import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { announce } from "@/lib/db/transaction";
import { changeLevels } from "@/lib/stock/change-levels";
import { countWaiting, type LockedPlace } from "@/lib/waiting/with-place";

/** Takes a locked place out of its line. What was kept for it goes to the next in line, in the same transaction. */
export async function endPlace(tx: Tx, actor: Actor, place: LockedPlace): Promise<void> {
  await tx.$executeRaw`
    UPDATE waiting_places SET state = 'left', ended_at = holdfast_now(), cart_id = NULL, version = version + 1 WHERE id = ${place.id}`;
  announce(tx, "waiting", "stock");
  if (place.state === "waiting") await countWaiting(tx, place.levelId, -1);
  if (place.state === "offered") await giveBack(tx, actor, place);
}

async function giveBack(tx: Tx, actor: Actor, { id, levelId, cartId }: LockedPlace): Promise<void> {
  const gone = await tx.$queryRaw<{ units: number }[]>`
    DELETE FROM holds WHERE level_id = ${levelId} AND (place_id = ${id} OR cart_id = ${cartId}) RETURNING units`;
  const held = gone.reduce((sum, { units }) => sum - units, 0);
  await changeLevels(tx, actor, [{ levelId, onHand: 0, committed: 0, held }], { reason: "offer_declined" });
}
