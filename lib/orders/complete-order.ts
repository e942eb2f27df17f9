import { type Actor, requirePermission } from "@/lib/actor";
import type { OrderInput } from "@/lib/orders/move-input";
import { moveOrder } from "@/lib/orders/move-order";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** Hands an order over: ready → completed. Its units leave the shop, through the ledger. Refuses `wrong_status`, `not_found`, `busy`. */
export async function completeOrder(actor: Actor | null, { orderId }: OrderInput): Promise<OrderSnapshot> {
  return moveOrder(requirePermission(actor, "orders.move"), orderId, "complete");
}
