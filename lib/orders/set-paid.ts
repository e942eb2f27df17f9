import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { PaidInput } from "@/lib/orders/move-input";
import { lockAndRead } from "@/lib/orders/move-order";
import { orderEvent } from "@/lib/orders/order-event";
import { refuse } from "@/lib/orders/refusals";
import { dueOf, paymentStatusOf } from "@/lib/orders/rules";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** Ticks an order as paid, all of its total, or takes the tick away. Saying what is already so changes nothing. Refuses `wrong_status` for a cancelled one. */
export async function setPaid(actor: Actor | null, { orderId, paid }: PaidInput): Promise<OrderSnapshot> {
  const who = requirePermission(actor, "orders.pay");
  return inTransaction(async (tx) => {
    const before = await lockAndRead(tx, orderId);
    if (before.status === "cancelled") refuse("wrong_status", { status: "cancelled", by: null });
    if (paid ? paymentStatusOf(before) === "paid" && dueOf(before) === 0 : !before.paidAt) return before;
    const at = new Date();
    const paidMinor = paid ? before.totalMinor : null;
    const after = { ...before, paidAt: paid ? at.toISOString() : null, paidMinor, revision: before.revision + 1 };
    await tx.order.update({
      where: { id: orderId },
      data: { paidAt: paid ? at : null, paidMinor, revision: after.revision, updatedAt: at },
      select: { id: true },
    });
    const previous = { payment_status: paymentStatusOf(before) };
    await recordEvent(tx, who, orderEvent({ type: "order.changed", at, snapshot: after, previous }));
    announce(tx, "orders");
    return after;
  });
}
