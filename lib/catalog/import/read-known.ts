import type { Known, KnownCategory, KnownItem } from "@/lib/catalog/import/known";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { inSnapshot, type Tx } from "@/lib/db/transaction";
import { getShop } from "@/lib/settings/queries";

/** One short text that differs as soon as anything in the catalogue does, or what its prices are in. */
const stampSql = `(SELECT md5(concat_ws('|', ${["items", "variants", "categories", "former_slugs"].map(sumOf).join(", ")},
    (SELECT currency || ':' || default_low_at FROM shop LIMIT 1))))`;

/** Of every column of every row: whoever changes what, and however. */
function sumOf(table: string): string {
  return `(SELECT string_agg(md5(t::text), '' ORDER BY t::text) FROM ${table} t)`;
}

/** The stamp as a transaction sees it. */
export async function readStamp(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ stamp: string }[]>`SELECT ${rawSql(stampSql)} AS stamp`;
  return row?.stamp ?? "";
}

/** All of the catalogue that an import compares with, as it was at one moment. */
export async function readKnown(): Promise<Known> {
  const { currency, defaultLowAt } = await getShop();
  return inSnapshot(async (tx) => ({
    stamp: await readStamp(tx),
    currency,
    defaultLowAt,
    categories: await tx.$queryRaw<
      KnownCategory[]
    >`SELECT id, slug, name, position FROM categories ORDER BY position, id`,
    items: await readItems(tx),
    formerSlugs: await tx.$queryRaw<Known["formerSlugs"]>`SELECT slug, item_id AS "itemId" FROM former_slugs`,
    photos: (await tx.$queryRaw<{ name: string }[]>`SELECT name FROM photos`).map(({ name }) => name),
  }));
}

async function readItems(tx: Tx): Promise<KnownItem[]> {
  return tx.$queryRaw<KnownItem[]>`
    SELECT i.id, i.slug, i.category_id AS "categoryId", i.name, i.summary, i.description, i.ingredients, i.allergens, i.contains_note AS "containsNote",
           i.may_allergens AS "mayAllergens", i.may_contain_note AS "mayContainNote", i.storage, i.photo, i.photo_alt AS "photoAlt", i.keeps,
           i.hidden_at IS NOT NULL AS hidden, i.archived_at IS NOT NULL AS archived, i.position,
           coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'size', v.size, 'priceMinor', v.price_minor, 'limitPerOrder', v.limit_per_order,
             'lowAt', v.low_at, 'workUnits', v.work_units, 'hidden', v.hidden_at IS NOT NULL, 'archived', v.archived_at IS NOT NULL, 'position', v.position)
             ORDER BY v.position, v.id) FILTER (WHERE v.id IS NOT NULL), '[]') AS variants
      FROM items i LEFT JOIN variants v ON v.item_id = i.id GROUP BY i.id`;
}

/** The items of one page of an export, in the order of the catalogue, beginning after `after` items. Archived ones are left out. */
export async function listForExport(
  after: number,
  atMost: number,
): Promise<(KnownItem & { category: string; published: boolean })[]> {
  return db().$queryRaw`
    SELECT i.*, coalesce(jsonb_agg(jsonb_build_object('sku', v.sku, 'name', v.name, 'size', v.size, 'priceMinor', v.price_minor,
             'limitPerOrder', v.limit_per_order, 'lowAt', v.low_at, 'workUnits', v.work_units, 'hidden', v.hidden_at IS NOT NULL) ORDER BY v.position, v.id) FILTER (WHERE v.id IS NOT NULL), '[]') AS variants
      FROM (
        SELECT i.id, row_number() OVER (ORDER BY c.position, c.id, i.position, i.id) AS place, i.slug, c.name AS category, i.name, i.summary, i.description, i.ingredients,
               i.allergens, i.contains_note AS "containsNote", i.may_allergens AS "mayAllergens", i.may_contain_note AS "mayContainNote", i.storage, i.photo,
               i.photo_alt AS "photoAlt", i.keeps, i.hidden_at IS NOT NULL AS hidden, i.published_at IS NOT NULL AS published
          FROM items i JOIN categories c ON c.id = i.category_id
         WHERE i.archived_at IS NULL
         ORDER BY c.position, c.id, i.position, i.id OFFSET ${after} LIMIT ${atMost}
      ) i JOIN variants v ON v.item_id = i.id AND v.archived_at IS NULL
     GROUP BY i.id, i.place, i.slug, i.category, i.name, i.summary, i.description, i.ingredients, i.allergens, i."containsNote", i."mayAllergens", i."mayContainNote",
              i.storage, i.photo, i."photoAlt", i.keeps, i.hidden, i.published
     ORDER BY i.place`;
}
