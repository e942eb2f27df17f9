import { type Actor, requirePermission } from "@/lib/actor";
import type { OrderInput } from "@/lib/orders/move-input";
import { moveOrder } from "@/lib/orders/move-order";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** Takes an order on: placed → accepted. Refuses `wrong_status`, `not_found`, `busy`. */
export async function acceptOrder(actor: Actor | null, { orderId }: OrderInput): Promise<OrderSnapshot> {
  return moveOrder(requirePermission(actor, "orders.move"), orderId, "accept");
}
