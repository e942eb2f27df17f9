import { type Actor, requirePermission } from "@/lib/actor";
import type { ItemInput } from "@/lib/catalog/input";
import { itemData } from "@/lib/catalog/item-data";
import { requireCurrency } from "@/lib/catalog/require-currency";
import { requireFree } from "@/lib/catalog/require-free";
import { getRecord, itemEvent } from "@/lib/catalog/with-item";
import { writeVariants } from "@/lib/catalog/write-variants";
import { lockCatalog } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";

/**
 * Adds an item as a draft at the end of its category, with its variants, and records `item.added`. Returns its id.
 * Refuses `slug_taken`, `sku_taken`, `photo_gone`, `not_found`, `currency_changed`, `busy`.
 */
export async function addItem(actor: Actor | null, input: ItemInput): Promise<string> {
  const who = requirePermission(actor, "catalog.change");
  const { defaultLowAt } = await requireCurrency(input.currency);
  return inTransaction(async (tx) => {
    await lockCatalog(tx);
    return keepNewItem(tx, who, input, defaultLowAt);
  });
}

/** The step of commands that adds an item: to the end of its category, hidden, with its event. Returns its id. */
export async function keepNewItem(tx: Tx, actor: Actor, input: ItemInput, defaultLowAt: number): Promise<string> {
  const [id, at] = [newId("itm"), new Date()];
  await requireFree(tx, input, id);
  const last = await tx.item.aggregate({ where: { categoryId: input.categoryId }, _max: { position: true } });
  const own = {
    id,
    position: (last._max.position ?? -1) + 1,
    hiddenAt: at,
    createdAt: at,
    changedBy: actor.name ?? "",
  };
  await tx.item.create({ data: { ...itemData(input), ...own }, select: { id: true } });
  await writeVariants(tx, { id, slug: input.slug, variants: [] }, input.variants, defaultLowAt);
  await recordEvent(tx, actor, itemEvent("item.added", await getRecord(tx, id), at));
  return id;
}
