import { type Actor, requirePermission } from "@/lib/actor";
import { switchSlot } from "@/lib/pickup/switch-slot";

/** Opens a pickup time again that was closed. Opening an open one changes nothing. Refuses `not_found`, `not_permitted`, `busy`. */
export async function reopenSlot(actor: Actor | null, { slotId }: { slotId: string }): Promise<void> {
  const who = requirePermission(actor, "slots.close");
  await switchSlot(who, slotId, false);
}
