import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockLevelFor } from "@/lib/stock/find-level";
import type { CountInput } from "@/lib/stock/input";
import { levelEvent } from "@/lib/stock/level-event";
import { requirePromised } from "@/lib/stock/promised";

/**
 * Sets a level's on hand to what was counted, with an entry of the difference. A count that agrees changes nothing.
 * Refuses `below_promised`, naming the orders, when fewer are there than orders and holds were promised, `wrong_kind_of_day`, `not_found`, `busy`.
 */
export async function countStock(actor: Actor | null, { variantId, day, counted, note }: CountInput): Promise<void> {
  const who = requirePermission(actor, "stock.count");
  await inTransaction(async (tx) => {
    const level = await lockLevelFor(tx, variantId, day);
    await requirePromised(tx, level, counted);
    const change = { levelId: level.id, onHand: counted - level.onHand, committed: 0, held: 0 };
    const made = await changeLevels(tx, who, [change], { reason: "counted", note });
    await levelEvent(tx, who, { type: "stock.counted", level, made, onHand: counted, more: { note } });
  });
}
