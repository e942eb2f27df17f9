import { type Actor, requirePermission } from "@/lib/actor";
import { withItem } from "@/lib/catalog/with-item";

/**
 * Takes an item off sale until it is published again, forgets what was planned for it, and records `item.hidden`. Orders that were placed
 * stay as they are. Refuses `not_found`, `busy`.
 */
export async function hideItem(actor: Actor | null, { itemId }: { itemId: string }): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await withItem(who, { itemId, type: "item.hidden" }, async (tx, item, at) => {
    const data = { hiddenAt: item.hiddenAt ?? at, onSaleFrom: null, onSaleUntil: null };
    await tx.item.update({ where: { id: itemId }, data, select: { id: true } });
  });
}
