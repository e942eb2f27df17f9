import { type Actor, requirePermission } from "@/lib/actor";
import type { OrderInput } from "@/lib/orders/move-input";
import { moveOrder } from "@/lib/orders/move-order";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** Gives up waiting for a customer: ready → not collected. The units return to the level, through the ledger. Refuses `wrong_status`, `not_found`, `busy`. */
export async function markNotCollected(actor: Actor | null, { orderId }: OrderInput): Promise<OrderSnapshot> {
  return moveOrder(requirePermission(actor, "orders.move"), orderId, "markNotCollected");
}
