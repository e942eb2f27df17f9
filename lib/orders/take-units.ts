import type { Tx } from "@/lib/db/transaction";
import { type Demand, shortages } from "@/lib/orders/demand";
import { refuse } from "@/lib/orders/refusals";
import { availableIn } from "@/lib/stock/change-levels";
import { lockForCart } from "@/lib/stock/lock-current";

/** Locks the levels and says how they change, or refuses `out_of_stock` with every line that is short now. What the cart holds itself becomes the order's. */
export async function takeUnits(tx: Tx, demand: readonly Demand[], cartId: string) {
  const { levels, own } = await lockForCart(
    tx,
    demand.flatMap((line) => line.levelId ?? []),
    cartId,
  );
  const heldOf = (levelId: string) => own.get(levelId) ?? 0;
  const available = new Map(levels.map((level) => [level.id, availableIn(level) + heldOf(level.id)]));
  const lines = shortages(demand, (line) => available.get(line.levelId ?? "") ?? 0);
  if (lines.length > 0) refuse("out_of_stock", { lines });
  return demand.map(({ levelId, quantity }) => {
    const id = levelId ?? "";
    return { levelId: id, onHand: 0, committed: quantity, held: -heldOf(id) };
  });
}
