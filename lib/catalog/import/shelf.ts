import type { Known, KnownCategory, KnownItem, KnownVariant } from "@/lib/catalog/import/known";
import { firstFree, slugOf } from "@/lib/catalog/rules";
import { newId } from "@/lib/id";

type Owner = { item: KnownItem; variant: KnownVariant };

/** The catalogue by what an import looks for, and what the file in hand has claimed of it so far. */
export class Shelf {
  readonly currency: string;
  readonly defaultLowAt: number;
  readonly newCategories: KnownCategory[] = [];
  readonly #items: Map<string, KnownItem>;
  readonly #ids: Map<string, KnownItem>;
  readonly #skus = new Map<string, Owner>();
  readonly #claimed = new Map<string, number>();
  readonly #former: Map<string, string>;
  readonly #categories: Map<string, KnownCategory>;
  readonly #names: Map<string, string>;
  readonly #photos: Set<string>;
  readonly #last = new Map<string, number>();

  constructor({ items, categories, formerSlugs, photos, currency, defaultLowAt }: Known) {
    this.currency = currency;
    this.defaultLowAt = defaultLowAt;
    this.#items = new Map(items.map((item) => [item.slug, item]));
    this.#ids = new Map(items.map((item) => [item.id, item]));
    for (const item of items)
      for (const variant of item.variants) this.#skus.set(variant.sku.toLowerCase(), { item, variant });
    this.#former = new Map(formerSlugs.map(({ slug, itemId }) => [slug, itemId]));
    this.#categories = new Map(categories.map((category) => [category.name.toLowerCase(), category]));
    this.#names = new Map(categories.map(({ id, name }) => [id, name]));
    this.#photos = new Set(photos);
    for (const { categoryId, position } of items)
      this.#last.set(categoryId, Math.max(position, this.#last.get(categoryId) ?? -1));
  }

  itemAt(slug: string): KnownItem | undefined {
    return this.#items.get(slug);
  }

  /** Whose address this was before, if it was anybody's. */
  formerAt(slug: string): KnownItem | undefined {
    return this.#ids.get(this.#former.get(slug) ?? "");
  }

  ownerOf(sku: string): Owner | undefined {
    return this.#skus.get(sku.toLowerCase());
  }

  /** The line in which the file has this SKU already. */
  lineOf(sku: string): number | undefined {
    return this.#claimed.get(sku.toLowerCase());
  }

  claim(sku: string, line: number): void {
    this.#claimed.set(sku.toLowerCase(), line);
  }

  /** A SKU for a variant that came without one. */
  freeSku(slug: string, line: number): string {
    const base = slug.toUpperCase().slice(0, 40);
    const sku = firstFree(base, this.#taken(base.toLowerCase()));
    this.claim(sku, line);
    return sku;
  }

  *#taken(start: string): Generator<string> {
    for (let count = 1; ; count += 1) {
      const sku = count === 1 ? start : `${start}-${count}`;
      if (!this.#skus.has(sku) && !this.#claimed.has(sku)) return;
      yield sku;
    }
  }

  hasPhoto(name: string): boolean {
    return this.#photos.has(name);
  }

  nameOfCategory(id: string): string {
    return this.#names.get(id) ?? "";
  }

  /** The category of this name, whatever its case; a new one after the others if there is none. */
  category(name: string): KnownCategory {
    const found = this.#categories.get(name.toLowerCase());
    if (found) return found;
    const all = [...this.#categories.values()];
    const slug = firstFree(
      slugOf(name),
      all.map((category) => category.slug),
    );
    const made = { id: newId("cat"), slug, name, position: Math.max(-1, ...all.map(({ position }) => position)) + 1 };
    this.#categories.set(name.toLowerCase(), made);
    this.#names.set(made.id, name);
    this.newCategories.push(made);
    return made;
  }

  /** The next place at the end of a category. */
  placeIn(categoryId: string): number {
    const next = (this.#last.get(categoryId) ?? -1) + 1;
    this.#last.set(categoryId, next);
    return next;
  }
}
