import { type Actor, requirePermission } from "@/lib/actor";
import { withItem } from "@/lib/catalog/with-item";

/** Brings an archived item back, hidden, and records `item.restored`. Refuses `not_found`, `busy`. */
export async function restoreItem(actor: Actor | null, { itemId }: { itemId: string }): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await withItem(who, { itemId, type: "item.restored" }, async (tx) => {
    await tx.item.update({ where: { id: itemId }, data: { archivedAt: null }, select: { id: true } });
  });
}
