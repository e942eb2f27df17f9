import { type ItemRow, readItems, seen } from "@/lib/catalog/read-items";
import type { Allergen } from "@/lib/catalog/rules";
import { db } from "@/lib/db/client";
import { joinSql, noSql, sql } from "@/lib/db/sql";
import type { Day } from "@/lib/time";

export type CatalogueVariant = {
  id: string;
  sku: string;
  name: string;
  size: string;
  priceMinor: number;
  /** The most that one order can have, by whichever limit is lower. */
  limitPerOrder: number | null;
  /** Units that there are for the day asked about; none where a drop that has not begun keeps that to itself. */
  available: number;
  /** Units that checkouts in progress keep: they may come back. */
  inCheckout: number;
  /** Of the level; an open page drops what is older than what it shows. */
  version: number;
};

export type CatalogueItem = {
  id: string;
  slug: string;
  name: string;
  summary: string;
  description: string;
  ingredients: string;
  contains: string;
  mayContain: string;
  allergens: Allergen[];
  mayAllergens: Allergen[];
  storage: string;
  photo: string;
  photoAlt: string;
  /** Shown blurred until the photo is there; empty for a photo that nothing is known of. */
  placeholder: string;
  keeps: boolean;
  /** How many units of all its variants one person may have in so many days. */
  limitPerPerson: number | null;
  limitDays: number | null;
  /** Whoever checks it out confirms their email or number by a code first. */
  confirmContact: boolean;
  variants: CatalogueVariant[];
  /** When it can be ordered, in milliseconds since 1970, if a drop still keeps it from that; null if it can be now. */
  opensAt: number | null;
  /** The drop that it is in, or that is the next to come. */
  drop: ItemDrop | null;
};

/** A drop as its items know it. Instants in milliseconds since 1970. */
export type ItemDrop = {
  id: string;
  slug: string;
  name: string;
  startsAt: number;
  endsAt: number | null;
  saysCount: boolean;
  tellMinutes: number;
};

export type CatalogueCategory = { slug: string; name: string; note: string; items: CatalogueItem[] };

type ItemInCategory = CatalogueItem & { category: { slug: string; name: string } };

/** Everything on sale, or soon to be in a drop, by category, with what is left for a day. */
export async function listCatalogue(day: Day): Promise<CatalogueCategory[]> {
  return byCategory(await readItems(day, noSql));
}

/** The catalogue as it would be if everything that is not archived were on sale. */
export async function previewCatalogue(day: Day): Promise<CatalogueCategory[]> {
  return byCategory(await readItems(day, noSql, seen.preview));
}

/** An item as customers would see it if it were on sale, null if there is none, or none of its variants would be. */
export async function previewItem(id: string, day: Day): Promise<ItemInCategory | null> {
  const [row] = await readItems(day, sql`AND i.id = ${id}`, seen.preview);
  return row ? inCategory(row) : null;
}

function byCategory(rows: readonly ItemRow[]): CatalogueCategory[] {
  const categories = new Map<string, CatalogueCategory>();
  for (const { categorySlug, categoryName, categoryNote, ...item } of rows) {
    const category = categories.get(categorySlug) ?? {
      slug: categorySlug,
      name: categoryName,
      note: categoryNote,
      items: [],
    };
    category.items.push(item);
    categories.set(categorySlug, category);
  }
  return [...categories.values()];
}

/** One item on sale, or soon to be in a drop, with what is left for a day; null if there is none under this slug or it is hidden. */
export async function findItem(slug: string, day: Day): Promise<ItemInCategory | null> {
  const [row] = await readItems(day, sql`AND i.slug = ${slug}`);
  return row ? inCategory(row) : null;
}

/** The address that an item has now, if this one was its before. */
export async function findNewSlug(slug: string): Promise<string | null> {
  const former = await db().formerSlug.findUnique({ where: { slug }, select: { item: { select: { slug: true } } } });
  return former?.item.slug ?? null;
}

/** Items on sale whose name, category, summary or ingredients hold every word asked for, best first. */
export async function searchItems(words: string, day: Day): Promise<CatalogueItem[]> {
  const terms = words.normalize("NFKC").split(/\s+/).filter(Boolean).slice(0, 8);
  if (terms.length === 0) return [];
  const holds = terms.map((term) => {
    const pattern = `%${term.replace(/[\\%_]/g, "\\$&")}%`;
    return sql`AND concat_ws(' ', i.name, c.name, i.summary, i.ingredients) ILIKE ${pattern}`;
  });
  return readItems(day, joinSql(holds, " "));
}

function inCategory({ categorySlug, categoryName, categoryNote: _, ...item }: ItemRow): ItemInCategory {
  return { ...item, category: { slug: categorySlug, name: categoryName } };
}
