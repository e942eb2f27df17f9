import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { announce } from "@/lib/db/transaction";
import { changeLevels } from "@/lib/stock/change-levels";
import { findOfferedHold, leaveRest, type OfferedHold } from "@/lib/waiting/offered-hold";
import { countWaiting, type LockedPlace } from "@/lib/waiting/with-place";

/** Takes a locked place out of its line. What was kept for it goes to the next in line, in the same transaction. */
export async function endPlace(tx: Tx, actor: Actor, place: LockedPlace): Promise<void> {
  const hold = await findOfferedHold(tx, place);
  await tx.$executeRaw`
    UPDATE waiting_places SET state = 'left', ended_at = holdfast_now(), cart_id = NULL, version = version + 1 WHERE id = ${place.id}`;
  announce(tx, "waiting", "stock");
  if (place.state === "waiting") await countWaiting(tx, place.levelId, -1);
  if (hold) await giveBack(tx, actor, place, hold);
}

async function giveBack(tx: Tx, actor: Actor, place: LockedPlace, hold: OfferedHold): Promise<void> {
  await leaveRest(tx, hold, place);
  await changeLevels(tx, actor, [{ levelId: place.levelId, onHand: 0, committed: 0, held: -hold.units }], {
    reason: "offer_declined",
  });
}
