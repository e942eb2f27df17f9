import { dropSql, opensAtSql, overSql } from "@/lib/catalog/on-sale";
import type { ItemDrop } from "@/lib/catalog/queries";
import { type Allergen, allergenCodes, type ItemState, stateAt } from "@/lib/catalog/rules";
import { db } from "@/lib/db/client";
import { rawSql, sql } from "@/lib/db/sql";
import type { Day } from "@/lib/time";

/** An item as the list of the staff shows it. Money in minor units. */
export type ItemRow = {
  id: string;
  slug: string;
  name: string;
  photo: string;
  placeholder: string;
  keeps: boolean;
  state: ItemState;
  onSaleFrom: Date | null;
  onSaleUntil: Date | null;
  /** The drop that it is in, or waits for. */
  drop: ItemDrop | null;
  categoryId: string;
  variants: number;
  fromMinor: number;
  toMinor: number;
  /** What can be ordered for the day asked about; null where no stock was ever planned. */
  available: number | null;
  low: boolean;
};

export type CategoryRow = {
  id: string;
  slug: string;
  name: string;
  note: string;
  version: number;
  items: number;
  archived: number;
};

/** Which items: those of a state (all but the archived, if none is named) whose name, SKU or slug holds the words. */
export type ItemFilter = { words: string; state: ItemState | null; after: string | null };

/** Items of one page. */
export const itemsPerPage = 200;

/** The state of an item now, as `stateAt` says it. */
const stateSql = rawSql(`CASE
  WHEN i.archived_at IS NOT NULL THEN 'archived'
  WHEN i.hidden_at IS NOT NULL THEN CASE WHEN i.published_at IS NULL THEN 'draft' ELSE 'hidden' END
  WHEN i.on_sale_until <= (SELECT holdfast_now()) OR ${overSql} THEN 'over'
  WHEN i.on_sale_from > (SELECT holdfast_now()) OR ${opensAtSql} IS NOT NULL THEN 'scheduled' ELSE 'on_sale' END`);

/** Items in the catalogue's order, with what is left for a day; one more than a page if there are more. */
export async function listItemRows(day: Day, { words, state, after }: ItemFilter): Promise<ItemRow[]> {
  const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const found = sql`i.name ILIKE ${pattern} OR i.slug ILIKE ${pattern}
    OR EXISTS (SELECT 1 FROM variants s WHERE s.item_id = i.id AND s.sku ILIKE ${pattern})`;
  const start = sql`(c.position, c.id, i.position, i.id) > (SELECT d.position, d.id, a.position, a.id FROM items a JOIN categories d ON d.id = a.category_id WHERE a.id = ${after})`;
  return db().$queryRaw<ItemRow[]>`
    SELECT i.id, i.slug, i.name, i.photo, coalesce(p.placeholder, '') AS placeholder, i.keeps, ${stateSql} AS state, ${rawSql(dropSql)} AS drop,
           i.on_sale_from AS "onSaleFrom", i.on_sale_until AS "onSaleUntil", i.category_id AS "categoryId",
           count(v.id)::int AS variants, coalesce(min(v.price_minor), 0) AS "fromMinor", coalesce(max(v.price_minor), 0) AS "toMinor",
           sum(l.on_hand - l.committed - l.held)::int AS available, coalesce(bool_or(l.on_hand - l.committed - l.held <= v.low_at), false) AS low
      FROM items i
      JOIN categories c ON c.id = i.category_id
      LEFT JOIN photos p ON p.name = i.photo
      LEFT JOIN variants v ON v.item_id = i.id AND v.archived_at IS NULL
      LEFT JOIN stock_levels l ON l.variant_id = v.id AND l.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE ${day}::date END
     WHERE ${state ? sql`${stateSql} = ${state}` : sql`i.archived_at IS NULL`} AND ${words ? sql`(${found})` : sql`true`} AND ${after ? start : sql`true`}
     GROUP BY i.id, c.id, p.name
     ORDER BY c.position, c.id, i.position, i.id LIMIT ${itemsPerPage + 1}`;
}

/** How many items there are in each state. */
export async function countItemStates(): Promise<Partial<Record<ItemState, number>>> {
  const rows = await db().$queryRaw<{ state: ItemState; count: number }[]>`
    SELECT ${stateSql} AS state, count(*)::int AS count FROM items i GROUP BY 1`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** The categories in their order, with how many items each holds. */
export async function listCategories(): Promise<CategoryRow[]> {
  return db().$queryRaw<CategoryRow[]>`
    SELECT c.id, c.slug, c.name, c.note, c.version, count(i.id)::int AS items, count(i.archived_at)::int AS archived
      FROM categories c LEFT JOIN items i ON i.category_id = c.id GROUP BY c.id ORDER BY c.position, c.id`;
}

export type ItemForStaff = NonNullable<Awaited<ReturnType<typeof findItemForStaff>>>;

/** An item with all that its page says; null if there is none. `known`: orders or the ledger know it, so that it can only be archived. */
export async function findItemForStaff(id: string) {
  const found = await db().item.findUnique({
    where: { id },
    include: {
      variants: { orderBy: [{ position: "asc" }, { id: "asc" }] },
      formerSlugs: { orderBy: { leftAt: "desc" } },
    },
  });
  if (!found) return null;
  const photo = await db().photo.findUnique({ where: { name: found.photo }, select: { placeholder: true } });
  const { variants, allergens, mayAllergens, formerSlugs, ...item } = found;
  const drops = await readDrops(id);
  return {
    ...item,
    state: stateAt({ ...item, ...drops }, new Date()),
    drop: drops.drop,
    placeholder: photo?.placeholder ?? "",
    allergens: allergenCodes.filter((code) => allergens.includes(code)) as Allergen[],
    mayAllergens: allergenCodes.filter((code) => mayAllergens.includes(code)) as Allergen[],
    formerSlugs: formerSlugs.map(({ slug }) => slug),
    variants: variants.filter(({ archivedAt }) => !archivedAt),
    archivedVariants: variants.filter(({ archivedAt }) => archivedAt),
    known: await isKnown(id),
  };
}

type Drops = { waitsForDrop: boolean; dropsOver: boolean; drop: ItemDrop | null };

async function readDrops(id: string): Promise<Drops> {
  const [row] = await db().$queryRaw<Drops[]>`
    SELECT ${rawSql(opensAtSql)} IS NOT NULL AS "waitsForDrop", ${rawSql(overSql)} AS "dropsOver", ${rawSql(dropSql)} AS drop
      FROM items i WHERE i.id = ${id}`;
  return row ?? { waitsForDrop: false, dropsOver: false, drop: null };
}

async function isKnown(itemId: string): Promise<boolean> {
  const [row] = await db().$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM variants v JOIN order_lines o ON o.variant_id = v.id WHERE v.item_id = ${itemId})
        OR EXISTS (SELECT 1 FROM variants v JOIN stock_levels l ON l.variant_id = v.id JOIN stock_entries e ON e.level_id = l.id
                    WHERE v.item_id = ${itemId})
        OR EXISTS (SELECT 1 FROM variants v JOIN waiting_places w ON w.variant_id = v.id WHERE v.item_id = ${itemId}) AS known`;
  return row?.known ?? false;
}
