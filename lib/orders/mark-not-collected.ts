import { type Actor, requirePermission } from "@/lib/actor";
import type { HeldUnits } from "@/lib/orders/levels-of-order";
import type { NotCollectedInput } from "@/lib/orders/move-input";
import { moveOrder } from "@/lib/orders/move-order";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { UnitsFate } from "@/lib/orders/status";

/**
 * Gives up waiting for a customer: ready → not collected. Goods that keep go back to stock and goods of a day are written off, unless `units`
 * says otherwise; all through the ledger. Refuses `wrong_status`, `not_found`, `busy`.
 */
export async function markNotCollected(
  actor: Actor | null,
  { orderId, units = "by_kind" }: NotCollectedInput,
): Promise<OrderSnapshot> {
  const fateOf = units === "by_kind" ? fateByKind : () => units;
  return moveOrder(requirePermission(actor, "orders.move"), orderId, "markNotCollected", { fateOf });
}

function fateByKind({ keeps }: HeldUnits): UnitsFate {
  return keeps ? "back" : "written_off";
}
