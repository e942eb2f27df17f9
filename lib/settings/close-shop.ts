import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { switchOrdering } from "@/lib/settings/switch-ordering";

/** Closes the shop for orders: one can look, not order. `message` is what customers read. Closing a closed shop changes nothing. Refuses `not_permitted`. */
export async function closeShop(actor: Actor | null, { message }: { message: string }): Promise<void> {
  const who = requirePermission(actor, "shop.open");
  await inTransaction((tx) => switchOrdering(tx, who, { open: false, message }));
}
