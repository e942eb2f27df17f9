import { type Actor, requirePermission } from "@/lib/actor";
import type { OrderInput } from "@/lib/orders/move-input";
import { moveOrder } from "@/lib/orders/move-order";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** Says that an order can be collected: placed or accepted → ready. The customer is told after the undo time. Refuses `wrong_status`, `not_found`, `busy`. */
export async function markOrderReady(actor: Actor | null, { orderId }: OrderInput): Promise<OrderSnapshot> {
  return moveOrder(requirePermission(actor, "orders.move"), orderId, "markReady");
}
