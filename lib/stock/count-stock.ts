import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockLevelFor } from "@/lib/stock/find-level";
import type { CountInput } from "@/lib/stock/input";
import { refuse } from "@/lib/stock/refusals";

/**
 * Sets a level's on hand to what was counted, with an entry of the difference. A count that agrees changes nothing.
 * Refuses `below_promised` when fewer are there than orders and holds were promised, `wrong_kind_of_day`, `not_found`, `busy`.
 */
export async function countStock(actor: Actor | null, { variantId, day, counted, note }: CountInput): Promise<void> {
  const who = requirePermission(actor, "stock.count");
  await inTransaction(async (tx) => {
    const { id, onHand, committed, held } = await lockLevelFor(tx, variantId, day);
    if (counted < committed + held) refuse("below_promised", { counted, committed, held });
    await changeLevels(tx, who, [{ levelId: id, onHand: counted - onHand, committed: 0, held: 0 }], {
      reason: "counted",
      note,
    });
  });
}
