import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockLevelFor } from "@/lib/stock/find-level";
import type { WriteOffInput } from "@/lib/stock/input";
import { levelEvent } from "@/lib/stock/level-event";
import { requirePromised } from "@/lib/stock/promised";
import { losses } from "@/lib/stock/rules";

/**
 * Takes units that are gone without being sold off a level, with an entry that says why.
 * Refuses `below_promised`, naming the orders, when too few would be left for them, `wrong_kind_of_day`, `not_found`, `busy`.
 */
export async function writeOffStock(actor: Actor | null, loss: WriteOffInput): Promise<void> {
  const who = requirePermission(actor, "stock.write_off");
  const { variantId, day, quantity, why } = loss;
  const note = loss.note ? `${losses[why]}: ${loss.note}` : losses[why];
  await inTransaction(async (tx) => {
    const level = await lockLevelFor(tx, variantId, day);
    const onHand = level.onHand - quantity;
    await requirePromised(tx, level, onHand);
    const change = { levelId: level.id, onHand: -quantity, committed: 0, held: 0 };
    const made = await changeLevels(tx, who, [change], { reason: "written_off", note });
    await levelEvent(tx, who, { type: "stock.written_off", level, made, onHand, more: { quantity, why, note } });
  });
}
