import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockLevelFor } from "@/lib/stock/find-level";
import { mostUnits, type ReceiveInput } from "@/lib/stock/input";
import { levelEvent } from "@/lib/stock/level-event";
import { refuse } from "@/lib/stock/refusals";

/**
 * Adds units that came, or are planned to be there, to a level, with an entry that says where from.
 * Refuses `wrong_kind_of_day`, `too_many_units`, `not_found`, `busy`.
 */
export async function receiveStock(
  actor: Actor | null,
  { variantId, day, quantity, note }: ReceiveInput,
): Promise<void> {
  const who = requirePermission(actor, "stock.receive");
  await inTransaction(async (tx) => {
    const level = await lockLevelFor(tx, variantId, day);
    if (level.onHand + quantity > mostUnits) refuse("too_many_units", { most: mostUnits });
    const change = { levelId: level.id, onHand: quantity, committed: 0, held: 0 };
    const made = await changeLevels(tx, who, [change], { reason: "received", note });
    const onHand = level.onHand + quantity;
    await levelEvent(tx, who, { type: "stock.received", level, made, onHand, more: { quantity, note } });
  });
}
