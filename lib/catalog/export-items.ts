import { type Actor, requirePermission } from "@/lib/actor";
import type { ItemField, VariantField } from "@/lib/catalog/import/file-item";
import type { KnownItem, VariantFacts } from "@/lib/catalog/import/known";
import { allergenList, itemColumns, variantColumns, withGuard } from "@/lib/catalog/import/own-format";
import { listForExport } from "@/lib/catalog/import/read-known";
import type { Columns } from "@/lib/csv";
import { decimalMoney } from "@/lib/money";
import { getShop } from "@/lib/settings/queries";

type ExportedItem = Omit<KnownItem, "variants"> & { category: string; published: boolean };
export type ExportedRow = { item: ExportedItem; variant: VariantFacts; currency: string };

const atATime = 500;

/**
 * Every item that is not archived, a row for each variant, in the order of the catalogue, read as they are sent. Imported again the file changes nothing.
 * Refuses `not_permitted`.
 */
export async function* exportItems(actor: Actor | null): AsyncGenerator<ExportedRow> {
  requirePermission(actor, "catalog.view");
  const { currency } = await getShop();
  for (let after = 0; ; after += atATime) {
    const items = await listForExport(after, atATime);
    for (const { variants, ...item } of items) for (const variant of variants) yield { item, variant, currency };
    if (items.length < atATime) return;
  }
}

const ofItem: Readonly<Record<ItemField, (item: ExportedItem) => string>> = {
  slug: (item) => item.slug,
  name: (item) => item.name,
  category: (item) => item.category,
  state: (item) => (item.hidden ? (item.published ? "hidden" : "draft") : "on sale"),
  summary: (item) => item.summary,
  description: (item) => item.description,
  ingredients: (item) => item.ingredients,
  allergens: (item) => allergenList(item.allergens),
  containsNote: (item) => item.containsNote,
  mayAllergens: (item) => allergenList(item.mayAllergens),
  mayContainNote: (item) => item.mayContainNote,
  storage: (item) => item.storage,
  stock: (item) => (item.keeps ? "keeps" : "per day"),
  photo: (item) => item.photo,
  photoAlt: (item) => item.photoAlt,
};

const ofVariant: Readonly<Record<VariantField, (variant: VariantFacts, currency: string) => string>> = {
  sku: (variant) => variant.sku,
  name: (variant) => variant.name,
  size: (variant) => variant.size,
  price: (variant, currency) => decimalMoney(variant.priceMinor, currency),
  limitPerOrder: (variant) => String(variant.limitPerOrder ?? ""),
  lowAt: (variant) => String(variant.lowAt),
  workUnits: (variant) => String(variant.workUnits),
  onSale: (variant) => (variant.hidden ? "no" : "yes"),
};

/** The columns of our own file, as the import reads them. */
export const exportColumns: Columns<ExportedRow> = {
  ...columnsOf(itemColumns, (field, { item }) => ofItem[field](item)),
  ...columnsOf(variantColumns, (field, { variant, currency }) => ofVariant[field](variant, currency)),
};

function columnsOf<Field>(
  headings: Readonly<Record<string, Field>>,
  cell: (field: Field, row: ExportedRow) => string,
): Columns<ExportedRow> {
  const entries = Object.entries(headings);
  return Object.fromEntries(
    entries.map(([heading, field]) => [heading, (row: ExportedRow) => withGuard(cell(field, row))]),
  );
}
