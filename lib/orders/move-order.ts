import type { Actor } from "@/lib/actor";
import { lockOrder } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { type HeldUnits, lockUnitsOf } from "@/lib/orders/levels-of-order";
import { orderEvent } from "@/lib/orders/order-event";
import { readSnapshot } from "@/lib/orders/read-snapshot";
import { refuse } from "@/lib/orders/refusals";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { canMove, type Move, moves, type OrderStatus, statusWords } from "@/lib/orders/status";
import { refuseCommon } from "@/lib/refusal";
import { changeLevels, type LevelChange, type StockReason } from "@/lib/stock/change-levels";

/** What a move does to the units of a line: how many times its quantity is added to on hand and to committed. */
export type StockEffect = { reason: StockReason; onHand: -1 | 0 | 1; committed: -1 | 0 | 1 };

const effects: Partial<Record<Move, StockEffect>> = {
  complete: { reason: "order_completed", onHand: -1, committed: -1 },
  cancel: { reason: "order_cancelled", onHand: 0, committed: -1 },
  markNotCollected: { reason: "order_not_collected", onHand: 0, committed: -1 },
};

/**
 * Makes a move of an order: its status, its units through the ledger, and the event, in one transaction.
 * Refuses `wrong_status` with the status it has now and who brought it there, `not_found`, `busy`.
 */
export async function moveOrder(
  actor: Actor,
  orderId: string,
  move: Move,
  change: { cancelReason?: string } = {},
): Promise<OrderSnapshot> {
  return inTransaction(async (tx) => {
    const before = await lockAndRead(tx, orderId);
    if (!canMove(before.status, move)) await refuseStatus(tx, before);
    const effect = effects[move];
    if (effect) await applyEffect({ tx, actor, order: before }, await lockUnitsOf(tx, orderId), effect);
    return storeMove(tx, actor, before, { status: moves[move].to, event: moves[move].event, ...change });
  });
}

/** Locks an order and reads it as it is now. Refuses `not_found`. */
export async function lockAndRead(tx: Tx, orderId: string): Promise<OrderSnapshot> {
  if (!(await lockOrder(tx, orderId))) refuseCommon("not_found", { what: "order" });
  return readSnapshot(tx, orderId);
}

/** Who does it, to which order, in which transaction. */
type Doing = { tx: Tx; actor: Actor; order: OrderSnapshot };

/** Changes the levels that an order's units are in, all of them locked. */
export async function applyEffect(
  { tx, actor, order }: Doing,
  units: readonly HeldUnits[],
  effect: StockEffect,
): Promise<void> {
  const changes: LevelChange[] = units.map(({ levelId, quantity }) => ({
    levelId,
    onHand: effect.onHand * quantity,
    committed: effect.committed * quantity,
    held: 0,
  }));
  await changeLevels(tx, actor, changes, { reason: effect.reason, order: { id: order.id, number: order.number } });
}

type StoredMove = { status: OrderStatus; event: string; cancelReason?: string };

/** Stores an order's new status with the event that tells of it. */
export async function storeMove(
  tx: Tx,
  actor: Actor,
  before: OrderSnapshot,
  { event, ...change }: StoredMove,
): Promise<OrderSnapshot> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const after: OrderSnapshot = { ...before, ...change, revision: before.revision + 1 };
  await tx.order.update({
    where: { id: before.id },
    data: { status: after.status, cancelReason: after.cancelReason, revision: after.revision, updatedAt: at },
    select: { id: true },
  });
  await recordEvent(tx, actor, orderEvent({ type: event, at, snapshot: after, previous: { status: before.status } }));
  announce(tx, "orders");
  return after;
}

async function refuseStatus(tx: Tx, order: OrderSnapshot): Promise<never> {
  const last = await tx.event.findFirst({
    where: { orderId: order.id },
    orderBy: { at: "desc" },
    select: { actor: true },
  });
  const by = (last?.actor as { name?: string } | null)?.name ?? null;
  return refuse("wrong_status", { status: statusWords[order.status].toLowerCase(), by });
}
