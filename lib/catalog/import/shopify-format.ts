import type { FileItem, FileVariant } from "@/lib/catalog/import/file-item";
import { textOfHtml } from "@/lib/catalog/import/html-text";
import type { Row } from "@/lib/catalog/import/read-rows";
import { type ShopifyColumn, type ShopifyRow, shopifyColumns } from "@/lib/catalog/import/shopify-columns";
import { slugOf } from "@/lib/catalog/rules";

/** What an option is called whose values are sizes: it becomes the variant's size. */
const sizeLike = /size|weight|volume|größe|groesse|gewicht|taille|poids|talla|peso|formaat|maat/i;

type Product = {
  item: FileItem;
  options: string[];
  images: { position: number; line: number; url: string; alt: string }[];
};

/**
 * Puts rows of Shopify's product CSV together: the first row of a handle tells the product, each row with an option, a SKU or a price is a variant, and
 * rows with nothing but an image are its photos, which are noted and not fetched.
 */
export class ShopifyItems {
  readonly #at: [ShopifyColumn, number][];
  readonly #products = new Map<string, Product>();
  #last = "";
  /** Units that the file says are there. They are counted on the stock page, where the ledger hears of them. */
  units = 0;

  constructor(headings: readonly string[]) {
    this.#at = shopifyColumns(headings);
  }

  get items(): FileItem[] {
    return [...this.#products.values()].map(finish);
  }

  add({ line, cells }: Row): void {
    const row: ShopifyRow = {};
    for (const [column, at] of this.#at) row[column] = cells[at]?.trim() ?? "";
    const handle = row.handle || (row.title ? slugOf(row.title) : this.#last);
    this.#last = handle;
    const product = this.#products.get(handle) ?? open(handle, row, line);
    this.#products.set(handle, product);
    addOptions(product, row);
    if (isVariant(row)) product.item.variants.push(this.#variant(product, row, line));
    if (row.image)
      product.images.push({
        position: Number(row.imagePosition) || 999,
        line,
        url: row.image,
        alt: row.imageAlt ?? "",
      });
  }

  #variant({ options }: Product, row: ShopifyRow, line: number): FileVariant {
    const units = Number(row.quantity);
    if (Number.isInteger(units) && units > 0) this.units += units;
    // Shopify writes an apostrophe before a SKU that a spreadsheet would take for a number.
    const fields: FileVariant["fields"] = { sku: (row.sku ?? "").replace(/^'/, ""), ...nameAndSize(options, row) };
    if (row.price !== undefined) fields.price = row.price;
    return { line, fields };
  }
}

function open(handle: string, row: ShopifyRow, line: number): Product {
  const slug = slugOf(handle || row.title || "");
  const item: FileItem = { line, fields: { slug }, variants: [], wrong: [], notes: [] };
  if (handle && slug !== handle.toLowerCase())
    item.notes.push({ line, words: `The handle ${handle} becomes the address ${slug}.` });
  if (!handle) item.wrong.push({ line, words: "This row has no handle and no title." });
  if (row.title !== undefined) item.fields.name = row.title;
  if (row.body !== undefined) item.fields.description = textOfHtml(row.body);
  if (row.type !== undefined || row.category !== undefined) item.fields.category = categoryOf(row);
  if (row.status !== undefined || row.published !== undefined) item.fields.state = stateOf(row);
  if (/^true$/i.test(row.giftCard ?? "")) item.wrong.push({ line, words: "A gift card is not something to collect." });
  if (/^archived$/i.test(row.status ?? ""))
    item.notes.push({ line, words: "It is archived there; here it is hidden." });
  return { item, options: [], images: [] };
}

/** The type that the shop gave it; else the last step of Shopify's own tree. */
function categoryOf({ type, category }: ShopifyRow): string {
  return type || category?.split(">").at(-1)?.trim() || "Other";
}

function stateOf({ status, published }: ShopifyRow): string {
  const active = !status || /^active$/i.test(status);
  return active && !/^(?:false|no|0)$/i.test(published ?? "") ? "on sale" : "draft";
}

/** Only the first row of a product names its options. */
function addOptions(product: Product, { option1, option2, option3 }: ShopifyRow): void {
  if (product.options.length === 0 && option1) product.options = [option1, option2 ?? "", option3 ?? ""];
}

function isVariant({ value1, sku, price }: ShopifyRow): boolean {
  return Boolean(value1 || sku || price);
}

function nameAndSize(options: readonly string[], { value1, value2, value3 }: ShopifyRow) {
  const chosen = [value1, value2, value3].map((value, at) => ({ value: value ?? "", option: options[at] ?? "" }));
  const real = chosen.filter(({ value }) => value && !/^default title$/i.test(value));
  const size = real.find(({ option }) => sizeLike.test(option));
  return {
    name: real
      .filter((each) => each !== size)
      .map(({ value }) => value)
      .join(", "),
    size: size?.value ?? "",
  };
}

function finish({ item, images }: Product): FileItem {
  const first = images.sort((one, other) => one.position - other.position)[0];
  if (first?.alt) item.fields.photoAlt = first.alt;
  const urls = images.map(({ url, line }) => ({ line, words: `Photo to add by hand: ${url}` }));
  return { ...item, notes: [...item.notes, ...urls] };
}
