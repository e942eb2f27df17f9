import type { VariantInput } from "@/lib/catalog/input";
import { refuse } from "@/lib/catalog/refusals";
import { removeVariants } from "@/lib/catalog/remove-variants";
import { firstFree } from "@/lib/catalog/rules";
import type { ItemRecord } from "@/lib/catalog/with-item";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";

type Row = Omit<VariantInput, "lowAt"> & { lowAt: number; position: number };
type Target = Pick<ItemRecord, "id" | "slug" | "variants">;

/**
 * Makes an item's variants those that were given, in their order: changed, added, and removed where one is missing. A new one without a SKU is
 * given one. Refuses `variant_gone`. After `requireFree`.
 */
export async function writeVariants(
  tx: Tx,
  item: Target,
  given: readonly VariantInput[],
  defaultLowAt: number,
): Promise<void> {
  const known = item.variants.filter(({ archivedAt }) => !archivedAt);
  const ids = new Set(known.map(({ id }) => id));
  if (given.some(({ id, fresh }) => !fresh && !ids.has(id))) refuse("variant_gone", {});
  await requireNew(tx, given);
  const kept = new Set(given.map(({ id }) => id));
  await removeVariants(
    tx,
    known.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  );
  await freeSkus(tx, known, given);
  await upsert(tx, item.id, await withSkus(tx, item.slug, given, defaultLowAt));
}

/** A form makes the ids of its new rows: none may be one that there is. */
async function requireNew(tx: Tx, given: readonly VariantInput[]): Promise<void> {
  const ids = given.filter(({ id, fresh }) => fresh && id).map(({ id }) => id);
  if (ids.length > 0 && (await tx.variant.count({ where: { id: { in: ids } } })) > 0) refuse("variant_gone", {});
}

/** A SKU may go from one variant to another in one save: those that change let go of theirs first. */
async function freeSkus(tx: Tx, known: Target["variants"], given: readonly VariantInput[]): Promise<void> {
  const before = new Map(known.map(({ id, sku }) => [id, sku]));
  const changing = given
    .filter(({ id, sku, fresh }) => !fresh && sku !== "" && before.get(id) !== sku)
    .map(({ id }) => id);
  if (changing.length > 0) await tx.$executeRaw`UPDATE variants SET sku = id WHERE id = ANY(${changing}::text[])`;
}

async function withSkus(tx: Tx, slug: string, given: readonly VariantInput[], defaultLowAt: number): Promise<Row[]> {
  const base = slug.toUpperCase().slice(0, 40);
  const taken = await tx.$queryRaw<{ sku: string }[]>`SELECT sku FROM variants WHERE starts_with(upper(sku), ${base})`;
  const skus = new Set([...taken.map(({ sku }) => sku), ...given.map(({ sku }) => sku)]);
  return given.map(({ lowAt, ...variant }, position) => {
    const sku = variant.sku || (variant.fresh ? firstFree(base, skus) : "");
    skus.add(sku);
    return { ...variant, id: variant.id || newId("var"), sku, lowAt: lowAt ?? defaultLowAt, position };
  });
}

async function upsert(tx: Tx, itemId: string, rows: Row[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO variants AS v (id, item_id, sku, name, size, price_minor, limit_per_order, low_at, work_units, position, hidden_at)
    SELECT r.id, ${itemId}, r.sku, r.name, r.size, r."priceMinor", r."limitPerOrder", r."lowAt", r."workUnits", r.position, CASE WHEN r.hidden THEN holdfast_now() END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id text, sku text, name text, size text, "priceMinor" int,
           "limitPerOrder" int, "lowAt" int, "workUnits" int, position int, hidden boolean)
    ON CONFLICT (id) DO UPDATE SET sku = coalesce(nullif(excluded.sku, ''), v.sku), name = excluded.name, size = excluded.size,
           price_minor = excluded.price_minor, limit_per_order = excluded.limit_per_order, low_at = excluded.low_at, work_units = excluded.work_units, position = excluded.position,
           hidden_at = CASE WHEN excluded.hidden_at IS NULL THEN NULL ELSE coalesce(v.hidden_at, excluded.hidden_at) END`;
}
