import { type Actor, requirePermission } from "@/lib/actor";
import { withItem } from "@/lib/catalog/with-item";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";

/** Brings an archived variant back to the end of its item, not on sale yet, and records `item.changed`. Refuses `not_found`, `busy`. */
export async function restoreVariant(actor: Actor | null, { variantId }: { variantId: string }): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  const itemId = await itemOf(variantId);
  await withItem(who, { itemId, type: "item.changed" }, async (tx, item) => {
    const position = item.variants.filter(({ archivedAt }) => !archivedAt).length;
    const data = { archivedAt: null, position };
    await tx.variant.updateMany({ where: { id: variantId, archivedAt: { not: null } }, data });
  });
}

async function itemOf(variantId: string): Promise<string> {
  const query = db().variant.findUnique({ where: { id: variantId }, select: { itemId: true } });
  const found = await query.catch((error) => {
    throw translateTrouble(error);
  });
  return found?.itemId ?? refuseCommon("not_found", { what: "variant" });
}
