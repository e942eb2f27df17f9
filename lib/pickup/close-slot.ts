import { type Actor, requirePermission } from "@/lib/actor";
import { switchSlot } from "@/lib/pickup/switch-slot";

/**
 * Closes a pickup time: no order comes into it any more, by any door. Those that are in it stay. Closing a closed one changes nothing. Returns
 * how many open orders are in it. Refuses `not_found`, `not_permitted`, `busy`.
 */
export async function closeSlot(actor: Actor | null, { slotId }: { slotId: string }): Promise<{ orders: number }> {
  const who = requirePermission(actor, "slots.close");
  return switchSlot(who, slotId, true);
}
