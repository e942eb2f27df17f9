import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { switchOrdering } from "@/lib/settings/switch-ordering";

/** Opens the shop for orders. Opening an open shop changes nothing. Refuses `not_permitted`. */
export async function openShop(actor: Actor | null): Promise<void> {
  const who = requirePermission(actor, "shop.open");
  await inTransaction((tx) => switchOrdering(tx, who, { open: true, message: "" }));
}
