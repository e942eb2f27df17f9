import { type Actor, requirePermission } from "@/lib/actor";
import type { CancelInput } from "@/lib/orders/move-input";
import { moveOrder } from "@/lib/orders/move-order";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/**
 * Cancels an open order with a reason that the customer reads. Its units go back to the level and can be sold at once, but those of the
 * lines named in `writtenOff`, which leave it; all through the ledger, once. This cannot be undone. Refuses `wrong_status`, `not_found`, `busy`.
 */
export async function cancelOrder(
  actor: Actor | null,
  { orderId, reason, writtenOff = [] }: CancelInput,
): Promise<OrderSnapshot> {
  return moveOrder(requirePermission(actor, "orders.cancel"), orderId, "cancel", {
    cancelReason: reason,
    fateOf: ({ lineId }) => (writtenOff.includes(lineId) ? "written_off" : "back"),
  });
}
