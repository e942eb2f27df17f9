import { availableSql, inCheckoutSql } from "@/lib/catalog/available";
import { countedSql, dropSql, opensAtSql, shownSql } from "@/lib/catalog/on-sale";
import type { CatalogueItem } from "@/lib/catalog/queries";
import { db } from "@/lib/db/client";
import { rawSql, type Sql, sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import type { Day } from "@/lib/time";

/** An item with what its category is called. */
export type ItemRow = CatalogueItem & { categorySlug: string; categoryName: string; categoryNote: string };

/** What is to be seen: what is on sale, and what a drop will bring; in a preview, also what is not yet, or not any more. */
export const seen = { now: rawSql(shownSql), preview: sql`v.hidden_at IS NULL AND i.archived_at IS NULL` };

/** Items that are to be seen, in the catalogue's order, with what is left for a day. */
export async function readItems(day: Day, condition: Sql, shown: Sql = seen.now): Promise<ItemRow[]> {
  try {
    return await db().$queryRaw<ItemRow[]>`
      SELECT i.id, i.slug, i.name, i.summary, i.description, i.ingredients, i.contains, i.may_contain AS "mayContain",
             i.allergens, i.may_allergens AS "mayAllergens",
             i.storage, i.photo, i.photo_alt AS "photoAlt", coalesce(p.placeholder, '') AS placeholder, i.keeps,
             i.limit_per_person AS "limitPerPerson", i.limit_days AS "limitDays", i.confirm_contact AS "confirmContact",
             c.slug AS "categorySlug", c.name AS "categoryName", c.note AS "categoryNote",
             jsonb_agg(jsonb_build_object(
               'id', v.id, 'sku', v.sku, 'name', v.name, 'size', v.size, 'priceMinor', v.price_minor,
               'limitPerOrder', least(v.limit_per_order, i.limit_per_person),
               'available', CASE WHEN ${shown === seen.preview} OR ${rawSql(countedSql)} THEN coalesce(${rawSql(availableSql)}, 0) ELSE 0 END,
               'inCheckout', coalesce(${rawSql(inCheckoutSql)}, 0), 'version', coalesce(l.version, 0)
             ) ORDER BY v.position, v.id) AS variants, ${rawSql(opensAtSql)} AS "opensAt", ${rawSql(dropSql)} AS drop
        FROM items i
        JOIN categories c ON c.id = i.category_id
        JOIN variants v ON v.item_id = i.id AND ${shown}
        LEFT JOIN photos p ON p.name = i.photo
        LEFT JOIN stock_levels l ON l.variant_id = v.id
              AND l.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE ${day}::date END
       WHERE true ${condition}
       GROUP BY i.id, c.id, p.name
       ORDER BY c.position, c.id, i.position, i.id`;
  } catch (error) {
    throw translateTrouble(error);
  }
}
