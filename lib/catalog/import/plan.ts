import { setImmediate } from "node:timers/promises";
import type { FileContent, FileItem } from "@/lib/catalog/import/file-item";
import type { Known, KnownItem } from "@/lib/catalog/import/known";
import { planItem } from "@/lib/catalog/import/plan-item";
import type { Plan, PlannedItem } from "@/lib/catalog/import/planned";
import { Shelf } from "@/lib/catalog/import/shelf";
import { slugOf } from "@/lib/catalog/rules";

const atATime = 50;

/**
 * What a file would make of a catalogue, item by item, in the file's order. Changes nothing, and lets others have their turn all along. Shopify's goods are taken as
 * goods that keep where the shop does not know them yet. `tell` hears how many were compared, of how many.
 */
export async function planImport(
  file: FileContent,
  known: Known,
  tell: (done: number, of: number) => void = () => {},
): Promise<Plan> {
  const shelf = new Shelf(known);
  const items: PlannedItem[] = [];
  const all = together(file.items, shelf);
  for (const [at, { item, match }] of all.entries()) {
    const stocked =
      file.format === "shopify" && !match ? { ...item, fields: { ...item.fields, stock: "keeps" } } : item;
    items.push(planItem(stocked, match, shelf));
    if (at % atATime > 0) continue;
    tell(at, all.length);
    await setImmediate();
  }
  return { items, newCategories: shelf.newCategories, notes: [`Prices are read in ${known.currency}.`, ...file.notes] };
}

type Matched = { item: FileItem; match: KnownItem | undefined };

/** Rows that name their item differently may still mean the same one. */
function together(items: readonly FileItem[], shelf: Shelf): Matched[] {
  const found = new Map<string, Matched>();
  for (const [at, item] of items.entries()) {
    const match = matchOf(item, shelf);
    const place = match?.id ?? `new ${at}`;
    const earlier = found.get(place);
    if (!earlier) found.set(place, { item, match });
    else if (saysNothing(item)) earlier.item.variants.push(...item.variants);
    else
      earlier.item.wrong.push({
        line: item.line,
        words: `This is the same item as in line ${earlier.item.line}. Please give both the same address.`,
      });
  }
  return [...found.values()];
}

function saysNothing({ fields }: FileItem): boolean {
  return Object.values(fields).every((cell) => cell.trim() === "");
}

/** By its address, or its name's; where a file has neither, by the SKU of its first row. */
function matchOf({ fields, variants }: FileItem, shelf: Shelf): KnownItem | undefined {
  const slug = fields.slug?.trim() || (fields.name?.trim() ? slugOf(fields.name) : "");
  if (slug) return shelf.itemAt(slug);
  return shelf.ownerOf(variants[0]?.fields.sku?.trim() ?? "")?.item;
}
