import { type Actor, requirePermission } from "@/lib/actor";
import { keepNewItem } from "@/lib/catalog/add-item";
import type { ItemInput } from "@/lib/catalog/input";
import { type Allergen, firstFree } from "@/lib/catalog/rules";
import { lockCatalog } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";
import { getShop } from "@/lib/settings/queries";

/**
 * Adds a draft that is like another item but for its name, address and SKUs, without stock, and records `item.added`. Returns its id.
 * Refuses `not_found`, `photo_gone`, `busy`.
 */
export async function duplicateItem(actor: Actor | null, { itemId }: { itemId: string }): Promise<string> {
  const who = requirePermission(actor, "catalog.change");
  const { currency, defaultLowAt } = await getShop();
  return inTransaction(async (tx) => {
    await lockCatalog(tx);
    return keepNewItem(tx, who, { ...(await copyOf(tx, itemId)), currency }, defaultLowAt);
  });
}

async function copyOf(tx: Tx, id: string): Promise<Omit<ItemInput, "currency">> {
  const found = await tx.item.findUnique({
    where: { id },
    include: { variants: { where: { archivedAt: null }, orderBy: { position: "asc" } } },
  });
  const item = found ?? refuseCommon("not_found", { what: "item" });
  const { categoryId, summary, description, ingredients, containsNote, mayContainNote, storage, photo, photoAlt } =
    item;
  return {
    ...{ categoryId, summary, description, ingredients, containsNote, mayContainNote, storage, photo, photoAlt },
    ...{ limitPerPerson: item.limitPerPerson, limitDays: item.limitDays, confirmContact: item.confirmContact },
    allergens: item.allergens as Allergen[],
    mayAllergens: item.mayAllergens as Allergen[],
    name: `${item.name.slice(0, 73)} (copy)`,
    slug: firstFree(`${item.slug.slice(0, 72)}-copy`, await slugsLike(tx, item.slug)),
    stock: item.keeps ? "keeps" : "per_day",
    variants: item.variants.map(({ name, size, priceMinor, limitPerOrder, lowAt, workUnits, hiddenAt }) => ({
      ...{ id: "", fresh: true, sku: "", name, size, priceMinor, limitPerOrder, lowAt, workUnits },
      hidden: hiddenAt !== null,
    })),
  };
}

async function slugsLike(tx: Tx, slug: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ slug: string }[]>`
    SELECT slug FROM items WHERE starts_with(slug, ${slug.slice(0, 72)})
    UNION SELECT slug FROM former_slugs WHERE starts_with(slug, ${slug.slice(0, 72)})`;
  return rows.map((row) => row.slug);
}
