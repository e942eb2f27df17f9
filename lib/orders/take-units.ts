import type { Tx } from "@/lib/db/transaction";
import { type Demand, shortages } from "@/lib/orders/demand";
import { refuse } from "@/lib/orders/refusals";
import { lockForCart, takeableIn } from "@/lib/stock/lock-current";
import { giveBackRest } from "@/lib/stock/set-holds";

const customer = { kind: "customer" } as const;

/**
 * Locks the levels and says how they change, or refuses `out_of_stock` with every line that is short now. What the cart holds itself becomes the order's; what it holds
 * beyond that goes to those in line before the order is stored.
 */
export async function takeUnits(tx: Tx, demand: readonly Demand[], cartId: string) {
  const { levels, own } = await lockForCart(
    tx,
    demand.flatMap((line) => line.levelId ?? []),
    cartId,
  );
  const heldOf = (levelId: string) => own.get(levelId) ?? 0;
  const available = new Map(levels.map((level) => [level.id, takeableIn(level) + heldOf(level.id)]));
  const lines = shortages(demand, (line) => available.get(line.levelId ?? "") ?? 0);
  if (lines.length > 0) refuse("out_of_stock", { lines });
  const taken = demand.map(({ levelId, quantity }) => ({ levelId: levelId ?? "", quantity }));
  const kept = taken.map(({ levelId, quantity }) => {
    return { levelId, had: heldOf(levelId), has: Math.min(heldOf(levelId), quantity) };
  });
  const rest = kept.filter(({ had, has }) => has < had);
  if (rest.length > 0) await giveBackRest(tx, customer, cartId, rest);
  return taken.map(({ levelId, quantity }, index) => {
    return { levelId, onHand: 0, committed: quantity, held: -(kept[index]?.has ?? 0) };
  });
}
