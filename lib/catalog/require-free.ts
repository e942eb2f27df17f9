import type { ItemInput } from "@/lib/catalog/input";
import { refuse, type TakenSku } from "@/lib/catalog/refusals";
import type { Tx } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";

/** Refuses what an item cannot have because another has it, or because it is gone: `slug_taken`, `sku_taken`, `photo_gone`, `not_found`. */
export async function requireFree(tx: Tx, input: ItemInput, itemId: string, photoBefore = ""): Promise<void> {
  await requireCategory(tx, input.categoryId);
  await requireSlug(tx, input.slug, itemId);
  await requireSkus(tx, input, itemId);
  if (input.photo && input.photo !== photoBefore) await requirePhoto(tx, input.photo);
}

async function requireCategory(tx: Tx, id: string): Promise<void> {
  const found = await tx.category.findUnique({ where: { id }, select: { id: true } });
  if (!found) refuseCommon("not_found", { what: "category" });
}

async function requireSlug(tx: Tx, slug: string, itemId: string): Promise<void> {
  const other = await tx.item.findUnique({ where: { slug }, select: { id: true, name: true } });
  if (other && other.id !== itemId) refuse("slug_taken", { slug, item: other.name, itemId: other.id, former: false });
  const former = await tx.formerSlug.findUnique({
    where: { slug },
    select: { item: { select: { id: true, name: true } } },
  });
  if (former && former.item.id !== itemId)
    refuse("slug_taken", { slug, item: former.item.name, itemId: former.item.id, former: true });
}

/** An item may move its SKUs among its own variants, but not to one of them that is archived. */
async function requireSkus(tx: Tx, { variants }: ItemInput, itemId: string): Promise<void> {
  const wanted = variants.flatMap(({ sku }) => (sku ? [sku.toLowerCase()] : []));
  const skus = await tx.$queryRaw<TakenSku[]>`
    SELECT v.sku, i.name AS item, i.id AS "itemId", v.archived_at IS NOT NULL OR i.archived_at IS NOT NULL AS archived
      FROM variants v JOIN items i ON i.id = v.item_id
     WHERE lower(v.sku) = ANY(${wanted}::text[]) AND (v.item_id <> ${itemId} OR v.archived_at IS NOT NULL) ORDER BY v.sku`;
  if (skus.length > 0) refuse("sku_taken", { skus });
}

/** The row is locked, so that the sweep of unused photos sees that this one is used. */
async function requirePhoto(tx: Tx, photo: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM photos WHERE name = ${photo} FOR SHARE`;
  if (rows.length === 0) refuse("photo_gone", {});
}
