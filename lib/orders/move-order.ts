import type { Actor } from "@/lib/actor";
import { lockOrder } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { changeUnits, type UnitsChange } from "@/lib/orders/change-units";
import { type HeldUnits, lockUnitsOf } from "@/lib/orders/levels-of-order";
import { leaveSlot } from "@/lib/orders/move-slot";
import { orderEvent } from "@/lib/orders/order-event";
import { readSnapshot } from "@/lib/orders/read-snapshot";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { canMove, type Move, moves, type OrderStatus, type UnitsFate } from "@/lib/orders/status";
import { refuseStatus } from "@/lib/orders/who-changed";
import { refuseCommon } from "@/lib/refusal";

/** What a move takes beside the order: why, what becomes of its units, and what else must hold once the order is locked. */
export type MoveTerms = {
  cancelReason?: string;
  fateOf?: (units: HeldUnits) => UnitsFate;
  check?: (tx: Tx, order: OrderSnapshot) => Promise<void>;
};

/**
 * Makes a move of an order: its status, its units through the ledger, and the event, in one transaction.
 * Refuses `wrong_status` with the status it has now, who brought it there and when, `not_found`, `busy`.
 */
export async function moveOrder(
  actor: Actor,
  orderId: string,
  move: Move,
  { cancelReason, fateOf, check }: MoveTerms = {},
): Promise<OrderSnapshot> {
  return inTransaction(async (tx) => {
    const before = await lockAndRead(tx, orderId);
    await check?.(tx, before);
    if (!canMove(before.status, move)) await refuseStatus(tx, before);
    if (move === "cancel") await leaveSlot(tx, before);
    const units = ending[move] ? await lockUnitsOf(tx, orderId) : [];
    const settled = units.map((unit) => settle(unit, move, fateOf?.(unit) ?? "back"));
    await changeUnits({ tx, actor, order: before }, settled);
    const writtenOff = units.filter((_, index) => settled[index]?.reason === "written_off").map((unit) => unit.lineId);
    return storeMove(tx, actor, before, {
      ...{ status: moves[move].to, event: moves[move].event, writtenOff },
      ...(cancelReason !== undefined && { cancelReason }),
    });
  });
}

/** Moves after which an order owes nothing any more. */
const ending = {
  complete: "order_completed",
  cancel: "order_cancelled",
  markNotCollected: "order_not_collected",
  accept: null,
  markReady: null,
} as const;

/** What a move does to some units of an order: handed over, thrown away, or back for the next. */
function settle({ levelId, quantity }: HeldUnits, move: Move, fate: UnitsFate): UnitsChange {
  const reason = ending[move] ?? "order_changed";
  if (move === "complete") return { levelId, reason, onHand: -quantity, committed: -quantity };
  if (fate === "written_off") return { levelId, reason: "written_off", onHand: -quantity, committed: -quantity };
  return { levelId, reason, onHand: 0, committed: -quantity };
}

/** Locks an order and reads it as it is now. Refuses `not_found`. */
export async function lockAndRead(tx: Tx, orderId: string): Promise<OrderSnapshot> {
  if (!(await lockOrder(tx, orderId))) refuseCommon("not_found", { what: "order" });
  return readSnapshot(tx, orderId);
}

type StoredMove = { status: OrderStatus; event: string; cancelReason?: string; writtenOff?: string[] };

/** Stores an order's new status with the event that tells of it. */
export async function storeMove(
  tx: Tx,
  actor: Actor,
  before: OrderSnapshot,
  { event, writtenOff = [], ...change }: StoredMove,
): Promise<OrderSnapshot> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const after: OrderSnapshot = { ...before, ...change, revision: before.revision + 1 };
  await tx.order.update({
    where: { id: before.id },
    data: { status: after.status, cancelReason: after.cancelReason, revision: after.revision, updatedAt: at },
    select: { id: true },
  });
  const previous = { status: before.status };
  await recordEvent(tx, actor, orderEvent({ type: event, at, snapshot: after, previous, writtenOff }));
  announce(tx, "orders");
  return after;
}
