import { type Actor, requirePermission } from "@/lib/actor";
import type { CancelInput } from "@/lib/orders/move-input";
import { moveOrder } from "@/lib/orders/move-order";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/**
 * Cancels an open order with a reason that the customer reads. Its units return to the level, through the ledger, and can be sold at once:
 * this cannot be undone. Refuses `wrong_status`, `not_found`, `busy`.
 */
export async function cancelOrder(actor: Actor | null, { orderId, reason }: CancelInput): Promise<OrderSnapshot> {
  return moveOrder(requirePermission(actor, "orders.cancel"), orderId, "cancel", { cancelReason: reason });
}
