import { type Actor, requirePermission } from "@/lib/actor";
import type { ItemInput } from "@/lib/catalog/input";
import { itemData } from "@/lib/catalog/item-data";
import { refuse } from "@/lib/catalog/refusals";
import { requireCurrency } from "@/lib/catalog/require-currency";
import { requireFree } from "@/lib/catalog/require-free";
import { type ItemRecord, requireVersion, withItem } from "@/lib/catalog/with-item";
import { writeVariants } from "@/lib/catalog/write-variants";
import { lockItem, lockLevels } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { fromDate } from "@/lib/time";

export type ItemChange = ItemInput & { itemId: string; version: number };

/**
 * Makes an item and its variants what was typed, and records `item.changed` with what was before; orders that were placed keep their own
 * names and prices. An address that it leaves leads to the new one from then on. Refuses `changed_meanwhile`, `slug_taken`, `sku_taken`, `photo_gone`,
 * `variant_gone`, `stock_in_the_way`, `archived`, `not_found`, `currency_changed`, `busy`.
 */
export async function changeItem(actor: Actor | null, { itemId, version, ...input }: ItemChange): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  const { defaultLowAt } = await requireCurrency(input.currency);
  await withItem(who, { itemId, type: "item.changed" }, async (tx, item, at) => {
    requireVersion(item, version, "item");
    if (item.archivedAt) refuse("archived", { item: item.name });
    await requireFree(tx, input, itemId, item.photo);
    const data = itemData(input);
    if (data.keeps !== item.keeps) await requireNoStock(tx, item);
    if (data.slug !== item.slug) await leaveSlug(tx, item, data.slug, at);
    await tx.item.update({
      where: { id: itemId },
      data: { ...data, ...(await placeIn(tx, item, data)) },
      select: { id: true },
    });
    await writeVariants(tx, item, input.variants, defaultLowAt);
  });
}

/** In another category an item stands last. */
async function placeIn(
  tx: Tx,
  item: ItemRecord,
  { categoryId }: { categoryId: string },
): Promise<{ position?: number }> {
  if (categoryId === item.categoryId) return {};
  const last = await tx.item.aggregate({ where: { categoryId }, _max: { position: true } });
  return { position: (last._max.position ?? -1) + 1 };
}

/** Days and no days do not go together: what is there, promised or waited for would be counted nowhere. New levels wait for the item's lock. */
async function requireNoStock(tx: Tx, item: ItemRecord): Promise<void> {
  await lockItem(tx, item.id);
  const found = await tx.stockLevel.findMany({
    where: { variant: { itemId: item.id } },
    select: { id: true, day: true },
  });
  const levels = await lockLevels(
    tx,
    found.map(({ id }) => id),
  );
  const full = new Set(levels.filter((level) => level.onHand + level.committed + level.held > 0).map(({ id }) => id));
  const days = found.filter(({ id }) => full.has(id)).map(({ day }) => day && fromDate(day));
  const waiting = levels.reduce((sum, level) => sum + level.waiting, 0);
  if (days.length + waiting > 0)
    refuse("stock_in_the_way", { item: item.name, days: [...new Set(days)].sort(), waiting });
}

async function leaveSlug(tx: Tx, item: ItemRecord, slug: string, leftAt: Date): Promise<void> {
  await tx.formerSlug.deleteMany({ where: { slug, itemId: item.id } });
  if (item.publishedAt)
    await tx.formerSlug.create({ data: { slug: item.slug, itemId: item.id, leftAt }, select: { slug: true } });
}
