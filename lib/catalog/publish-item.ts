import { type Actor, requirePermission } from "@/lib/actor";
import { leaveOverDrops } from "@/lib/catalog/decided-by-drops";
import { refuse } from "@/lib/catalog/refusals";
import { type ItemRecord, withItem } from "@/lib/catalog/with-item";

/**
 * Puts an item on sale now, whatever was planned for its beginning, and records `item.published`; an end that is still to come stays. A drop
 * that it is in still decides when it can be ordered; one that is over no more.
 * Refuses `archived`, `nothing_to_sell`, `not_found`, `busy`.
 */
export async function publishItem(actor: Actor | null, { itemId }: { itemId: string }): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await withItem(who, { itemId, type: "item.published" }, async (tx, item, at) => {
    requireSellable(item);
    await leaveOverDrops(tx, itemId);
    const onSaleFrom = item.onSaleFrom && item.onSaleFrom > at ? null : item.onSaleFrom;
    const onSaleUntil = item.onSaleUntil && item.onSaleUntil > at ? item.onSaleUntil : null;
    const data = { hiddenAt: null, onSaleFrom, onSaleUntil, publishedAt: item.publishedAt ?? at };
    await tx.item.update({ where: { id: itemId }, data, select: { id: true } });
  });
}

/** Refuses what cannot be put on sale: `archived`, `nothing_to_sell`. */
export function requireSellable(item: ItemRecord): void {
  if (item.archivedAt) refuse("archived", { item: item.name });
  if (item.variants.every((variant) => variant.hiddenAt)) refuse("nothing_to_sell", { item: item.name });
}
