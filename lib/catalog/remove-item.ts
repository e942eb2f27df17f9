import { type Actor, requirePermission } from "@/lib/actor";
import { knownVariants, removeVariants } from "@/lib/catalog/remove-variants";
import { getRecord, type ItemRecord, itemEvent } from "@/lib/catalog/with-item";
import { lockCatalog, lockItem } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

/**
 * Removes an item: for good, with `item.deleted`, if no order and no stock entry knows it; else it is archived, with `item.archived`, can be brought
 * back, and its orders stay as they are. Returns which. Refuses `not_found`, `busy`.
 */
export async function removeItem(actor: Actor | null, { itemId }: { itemId: string }): Promise<"deleted" | "archived"> {
  const who = requirePermission(actor, "catalog.change");
  return inTransaction(async (tx) => {
    await lockCatalog(tx);
    await lockItem(tx, itemId);
    const item = await getRecord(tx, itemId);
    const ids = item.variants.map(({ id }) => id);
    const known = await knownVariants(tx, ids);
    announce(tx, "shop", "stock");
    if (known.length > 0) return archive(tx, who, item);
    await removeVariants(tx, ids);
    await tx.item.delete({ where: { id: itemId }, select: { id: true } });
    await recordEvent(tx, who, itemEvent("item.deleted", item, new Date()));
    return "deleted";
  });
}

async function archive(tx: Tx, actor: Actor, item: ItemRecord): Promise<"archived"> {
  if (item.archivedAt) return "archived";
  const at = new Date();
  const data = { archivedAt: at, hiddenAt: item.hiddenAt ?? at, onSaleFrom: null, onSaleUntil: null };
  await tx.item.update({ where: { id: item.id }, data, select: { id: true } });
  const { hiddenAt, onSaleFrom, onSaleUntil } = item;
  const previous = JSON.parse(JSON.stringify({ archivedAt: null, hiddenAt, onSaleFrom, onSaleUntil }));
  await recordEvent(tx, actor, { ...itemEvent("item.archived", await getRecord(tx, item.id), at), previous });
  return "archived";
}
