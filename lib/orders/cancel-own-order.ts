import type { CustomerActor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { moveOrder } from "@/lib/orders/move-order";
import { readOwnUntil } from "@/lib/orders/own-until";
import { findSnapshotByToken } from "@/lib/orders/queries";
import { refuse } from "@/lib/orders/refusals";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { isRefusal, refuseCommon } from "@/lib/refusal";

/**
 * A customer cancels their own order, known by its token, while it is still placed, within the minutes that the shop grants and before the last
 * moment of its day and time. Its units go back to stock, once; pressed again, also at the same time, it changes nothing. Refuses `too_late_to_cancel`, `not_found`, `busy`.
 */
export async function cancelOwnOrder(actor: CustomerActor, { token }: { token: string }): Promise<OrderSnapshot> {
  const order = (await findSnapshotByToken(token)) ?? refuseCommon("not_found", { what: "order" });
  if (order.status === "cancelled") return order;
  const terms = { cancelReason: "Cancelled by the customer.", check: refuseLate };
  return moveOrder(actor, order.id, "cancel", terms).catch((error) => unlessCancelled(error, token));
}

/** Whoever was quicker, perhaps another press of the same finger: it is as was wished. */
async function unlessCancelled(error: unknown, token: string): Promise<OrderSnapshot> {
  const now = isRefusal(error, "wrong_status") ? await findSnapshotByToken(token) : null;
  if (now?.status !== "cancelled") throw error;
  return now;
}

/** The clock and the shop's terms are read under the order's lock. One that is cancelled by now is too late for nothing. */
async function refuseLate(tx: Tx, order: OrderSnapshot): Promise<void> {
  if (order.status === "cancelled") return;
  const { now, cancel, phone } = await readOwnUntil(tx, order);
  if (!cancel || now >= cancel) refuse("too_late_to_cancel", { phone });
}
