import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { lockUnitsOf } from "@/lib/orders/levels-of-order";
import type { OrderInput } from "@/lib/orders/move-input";
import { applyEffect, lockAndRead, type StockEffect, storeMove } from "@/lib/orders/move-order";
import { refuse } from "@/lib/orders/refusals";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { type OrderStatus, undoSeconds } from "@/lib/orders/status";

/** Units of a handed-over order come back committed; units given up are committed again, if they are still there. */
const reverse: Record<string, StockEffect> = {
  "order.completed": { reason: "order_undone", onHand: 1, committed: 1 },
  "order.not_collected": { reason: "order_undone", onHand: 0, committed: 1 },
};

const undoable = ["order.accepted", "order.ready", "order.completed", "order.not_collected"];

/**
 * Takes back an order's last move, within `undoSeconds` of it. Undo is a new event; what the customer would have been told is withdrawn.
 * Refuses `too_late_to_undo`, `out_of_stock` if returned units were sold meanwhile, `not_found`, `busy`.
 */
export async function undoMove(actor: Actor | null, { orderId }: OrderInput): Promise<OrderSnapshot> {
  const who = requirePermission(actor, "orders.move");
  return inTransaction(async (tx) => {
    const before = await lockAndRead(tx, orderId);
    const last = (await lastMove(tx, orderId)) ?? refuse("too_late_to_undo", {});
    await tx.event.update({ where: { id: last.id }, data: { undoneAt: new Date() }, select: { id: true } });
    await takeBackUnits(tx, who, before, last.type);
    return storeMove(tx, who, before, { status: last.from, event: "order.changed" });
  });
}

async function lastMove(tx: Tx, orderId: string): Promise<{ id: string; type: string; from: OrderStatus } | null> {
  const [last] = await tx.$queryRaw<{ id: string; type: string; from: OrderStatus; fresh: boolean }[]>`
    SELECT id, type, previous->>'status' AS from, undone_at IS NULL AND at > holdfast_now() - make_interval(secs => ${undoSeconds}) AS fresh
      FROM events WHERE order_id = ${orderId} AND (type <> 'order.changed' OR previous ? 'status') ORDER BY at DESC, id DESC LIMIT 1`;
  return last?.fresh && undoable.includes(last.type) ? last : null;
}

async function takeBackUnits(tx: Tx, actor: Actor, order: OrderSnapshot, undone: string): Promise<void> {
  const effect = reverse[undone];
  if (!effect) return;
  const units = await lockUnitsOf(tx, order.id);
  const short = effect.onHand === 0 ? units.filter((unit) => unit.available < unit.quantity) : [];
  if (short.length > 0)
    refuse("out_of_stock", { lines: short.map(({ quantity, ...unit }) => ({ ...unit, requested: quantity })) });
  await applyEffect({ tx, actor, order }, units, effect);
}
