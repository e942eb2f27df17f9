import type { FileItem, ItemField, VariantField } from "@/lib/catalog/import/file-item";
import type { Row } from "@/lib/catalog/import/read-rows";
import { type Allergen, allergenCodes, allergenName, slugOf } from "@/lib/catalog/rules";

/** The headings of our own file, in its order, with what stands under them. */
export const itemColumns: Readonly<Record<string, ItemField>> = {
  Address: "slug",
  Name: "name",
  Category: "category",
  State: "state",
  Summary: "summary",
  Description: "description",
  Ingredients: "ingredients",
  Allergens: "allergens",
  "Allergen note": "containsNote",
  "May contain": "mayAllergens",
  "May contain note": "mayContainNote",
  Storage: "storage",
  Stock: "stock",
  Photo: "photo",
  "Photo description": "photoAlt",
};
export const variantColumns: Readonly<Record<string, VariantField>> = {
  SKU: "sku",
  Variant: "name",
  Size: "size",
  Price: "price",
  "Limit per order": "limitPerOrder",
  "Low at": "lowAt",
  Work: "workUnits",
  "On sale": "onSale",
};

const known = new Map<string, { item?: ItemField; variant?: VariantField; heading: string }>([
  ...Object.entries(itemColumns).map(([heading, item]) => [heading.toLowerCase(), { item, heading }] as const),
  ...Object.entries(variantColumns).map(([heading, variant]) => [heading.toLowerCase(), { variant, heading }] as const),
]);

/** Whether these are headings of our own file: something to know an item by, and anything else that we know. */
export function isOwnFormat(headings: readonly string[]): boolean {
  const names = headings.map((heading) => heading.toLowerCase()).filter((heading) => known.has(heading));
  return names.length > 1 && ["address", "name", "sku"].some((heading) => names.includes(heading));
}

/** The headings that our own file does not have. */
export function unknownTo(headings: readonly string[]): string[] {
  return headings.filter((heading) => heading !== "" && !known.has(heading.toLowerCase()));
}

/**
 * Puts rows of our own file together: one for each variant, of one item where they have the same address, or the same name if they have none. What
 * stands in an item's first row counts; later ones repeat it or leave it blank.
 */
export class OwnItems {
  readonly #columns: ({ item?: ItemField; variant?: VariantField; heading: string } | undefined)[];
  readonly #items = new Map<string, FileItem>();
  readonly #namesItems: boolean;
  #last = "";

  constructor(headings: readonly string[]) {
    this.#columns = headings.map((heading) => known.get(heading.toLowerCase()));
    this.#namesItems = this.#columns.some((column) => column?.item === "slug" || column?.item === "name");
  }

  get items(): FileItem[] {
    return [...this.#items.values()];
  }

  add({ line, cells }: Row): void {
    const { item, variant } = this.#split(cells);
    const place = this.#placeOf(item, variant.sku ?? "", line);
    this.#last = place;
    const found = this.#items.get(place);
    const target = found ?? { line, fields: item, variants: [], wrong: [], notes: [] };
    if (cells.length > this.#columns.length && cells.slice(this.#columns.length).some((cell) => cell.trim() !== ""))
      target.wrong.push({ line, words: `This row has ${cells.length} cells under ${this.#columns.length} headings.` });
    if (found) this.#requireSame(found, item, line);
    if (Object.values(variant).some((cell) => cell.trim() !== "")) target.variants.push({ line, fields: variant });
    this.#items.set(place, target);
  }

  #split(cells: readonly string[]) {
    const item: Partial<Record<ItemField, string>> = {};
    const variant: Partial<Record<VariantField, string>> = {};
    for (const [at, column] of this.#columns.entries()) {
      const cell = withoutGuard(cells[at] ?? "");
      if (column?.item) item[column.item] = cell;
      if (column?.variant) variant[column.variant] = cell;
    }
    return { item, variant };
  }

  /** A row that leaves its item blank is of the one above. In a file without names each row is looked up by its SKU. */
  #placeOf({ slug, name }: FileItem["fields"], sku: string, line: number): string {
    if (slug?.trim()) return `address ${slug.trim()}`;
    if (name?.trim()) return `address ${slugOf(name)}`;
    if (this.#namesItems && this.#last) return this.#last;
    return sku.trim() ? `sku ${sku.trim().toLowerCase()}` : `line ${line}`;
  }

  #requireSame(found: FileItem, item: FileItem["fields"], line: number): void {
    for (const { item: field, heading } of this.#columns.filter((column) => column !== undefined)) {
      const said = field && item[field]?.trim();
      if (!field || !said || said === found.fields[field]?.trim()) continue;
      const words = `${heading} is “${short(said)}” here, but “${short(found.fields[field] ?? "")}” in line ${found.line}, which is the same item.`;
      found.wrong.push({ line, words });
    }
  }
}

function short(words: string): string {
  return words.length > 40 ? `${words.slice(0, 40)}…` : words;
}

/** A text that a spreadsheet would run as a formula is written with one apostrophe more than it has; this takes it away again. */
export function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** The other way: also a text that already has apostrophes gets one more, so that the way back is exact. */
export function withGuard(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** Allergens as a cell has them, always in the same order. */
export function allergenList(chosen: readonly Allergen[]): string {
  return allergenCodes
    .filter((code) => chosen.includes(code))
    .map(allergenName)
    .join(", ");
}
