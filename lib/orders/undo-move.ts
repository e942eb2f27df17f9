import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { changeUnits } from "@/lib/orders/change-units";
import { type HeldUnits, lockUnitsOf } from "@/lib/orders/levels-of-order";
import type { OrderInput } from "@/lib/orders/move-input";
import { lockAndRead, storeMove } from "@/lib/orders/move-order";
import { refuse } from "@/lib/orders/refusals";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { type OrderStatus, statusEvents, undoSeconds } from "@/lib/orders/status";

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
    await takeBackUnits(tx, who, before, last);
    return storeMove(tx, who, before, { status: last.from, event: "order.changed" });
  });
}

type LastMove = { id: string; type: string; from: OrderStatus; writtenOff: string[] };

async function lastMove(tx: Tx, orderId: string): Promise<LastMove | null> {
  const [last] = await tx.$queryRaw<(LastMove & { fresh: boolean })[]>`
    SELECT id, type, previous->>'status' AS from, coalesce(snapshot->'writtenOff', '[]') AS "writtenOff",
           undone_at IS NULL AND at > holdfast_now() - make_interval(secs => ${undoSeconds}) AS fresh
      FROM events
     WHERE order_id = ${orderId} AND (type = ANY(${statusEvents}) OR (type = 'order.changed' AND previous ? 'status'))
     ORDER BY at DESC, id DESC LIMIT 1`;
  return last?.fresh && undoable.includes(last.type) ? last : null;
}

/** Units that left the shop or were thrown away come back committed; units given up are committed again, if they are still there. */
async function takeBackUnits(tx: Tx, actor: Actor, order: OrderSnapshot, undone: LastMove): Promise<void> {
  if (undone.type !== "order.completed" && undone.type !== "order.not_collected") return;
  const units = await lockUnitsOf(tx, order.id);
  const gone = (unit: HeldUnits) => undone.type === "order.completed" || undone.writtenOff.includes(unit.lineId);
  refuseShort(units.filter((unit) => !gone(unit)));
  const changes = units.map((unit) => ({
    ...{ levelId: unit.levelId, reason: "order_undone" as const, committed: unit.quantity },
    onHand: gone(unit) ? unit.quantity : 0,
  }));
  await changeUnits({ tx, actor, order }, changes);
}

/** Two lines may hold units of one level: together they must still be there. */
function refuseShort(units: readonly HeldUnits[]): void {
  const lines = [...Map.groupBy(units, (unit) => unit.levelId).values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const { variantId, sku, name, available } = first;
    const requested = rest.reduce((sum, unit) => sum + unit.quantity, first.quantity);
    return requested > available ? [{ variantId, sku, name, requested, available }] : [];
  });
  if (lines.length > 0) refuse("out_of_stock", { lines });
}
