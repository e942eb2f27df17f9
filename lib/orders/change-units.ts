import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { changeLevels, type StockReason } from "@/lib/stock/change-levels";
import type { LevelChange } from "@/lib/stock/change-levels-sql";

/** What happens to some units of an order in a level: positive adds. Several of one level and reason become one entry. */
export type UnitsChange = { levelId: string; reason: StockReason; onHand: number; committed: number; held?: number };

/** Who does it, to which order, in which transaction, and the locked cart that is added to it, if one is. */
export type Doing = { tx: Tx; actor: Actor; order: Pick<OrderSnapshot, "id" | "number">; cartId?: string | undefined };

/** Changes levels that this transaction has locked, with entries that name the order: one for each level and reason. */
export async function changeUnits({ tx, actor, order }: Doing, changes: readonly UnitsChange[]): Promise<void> {
  const byReason = Map.groupBy(changes, (change) => change.reason);
  for (const [reason, some] of byReason) {
    await changeLevels(tx, actor, sumByLevel(some), { reason, order: { id: order.id, number: order.number } });
  }
}

function sumByLevel(changes: readonly UnitsChange[]): LevelChange[] {
  const sums = new Map<string, LevelChange>();
  for (const { levelId, onHand, committed, held = 0 } of changes) {
    const sum = sums.get(levelId) ?? { levelId, onHand: 0, committed: 0, held: 0 };
    sums.set(levelId, {
      ...sum,
      onHand: sum.onHand + onHand,
      committed: sum.committed + committed,
      held: sum.held + held,
    });
  }
  return [...sums.values()];
}
