import { checkVariant, type SaidVariant } from "@/lib/catalog/import/check-fields";
import type { FileItem, FileVariant } from "@/lib/catalog/import/file-item";
import type { KnownItem, KnownVariant, VariantFacts } from "@/lib/catalog/import/known";
import type { PlannedItem, PlannedVariant } from "@/lib/catalog/import/planned";
import type { Shelf } from "@/lib/catalog/import/shelf";
import { mostVariants } from "@/lib/catalog/input";
import { variantLabel } from "@/lib/catalog/rules";
import { newId } from "@/lib/id";
import { decimalMoney } from "@/lib/money";

type Target = Pick<PlannedItem, "wrong"> & { id: string; slug: string; known: KnownItem | undefined };
type Planned = { reports: PlannedVariant[]; rows: PlannedItem["variantRows"] };

/** What a file says of an item's variants, compared with those that it has: none is taken away. What cannot be is told in `target.wrong`. */
export function planVariants(file: FileItem, target: Target, shelf: Shelf): Planned {
  const planned: Planned = { reports: [], rows: [] };
  const there = target.known?.variants.filter(({ archived }) => !archived) ?? [];
  let position = Math.max(-1, ...there.map((variant) => variant.position));
  const used = new Set<string>();
  for (const row of file.variants) {
    const said = checkVariant(row, shelf.currency, (remark) => target.wrong.push(remark));
    const known = match(row, said, there, used);
    if (!claimSku(row, said, known, { target, shelf })) continue;
    if (known) {
      addChange(
        planned,
        { line: row.line, known, now: { ...facts(known), ...withoutEmptySku(said) } },
        { target, shelf },
      );
      continue;
    }
    position += 1;
    addNew(planned, row, said, { target, shelf, position });
  }
  if (there.length + planned.rows.filter(({ isNew }) => isNew).length > mostVariants)
    target.wrong.push({ line: file.line, words: `An item has at most ${mostVariants} variants.` });
  return planned;
}

/** By SKU; without one by its name and size. */
function match({ fields }: FileVariant, said: SaidVariant, there: readonly KnownVariant[], used: Set<string>) {
  const sku = said.sku?.toLowerCase();
  const same = (variant: KnownVariant) =>
    sku ? variant.sku.toLowerCase() === sku : variant.name === (said.name ?? "") && variant.size === (said.size ?? "");
  const byName = sku || fields.name !== undefined || fields.size !== undefined || there.length === 1;
  const found = byName ? there.find((variant) => !used.has(variant.id) && same(variant)) : undefined;
  if (found) used.add(found.id);
  return found;
}

type Place = { target: Target; shelf: Shelf };

/** Takes the SKU for this row; false, with the reason in `target.wrong`, if it is another's in the file or in the shop. */
function claimSku(
  row: FileVariant,
  { sku }: SaidVariant,
  known: KnownVariant | undefined,
  { target, shelf }: Place,
): boolean {
  if (!sku) return true;
  const words = whyNot(sku, known, shelf);
  if (shelf.lineOf(sku) === undefined) shelf.claim(sku, row.line);
  if (words) target.wrong.push({ line: row.line, words });
  return words === undefined;
}

function whyNot(sku: string, known: KnownVariant | undefined, shelf: Shelf): string | undefined {
  const line = shelf.lineOf(sku);
  if (line !== undefined) return `The SKU ${sku} is in line ${line} already.`;
  const other = shelf.ownerOf(sku);
  if (!other || other.variant.id === known?.id) return undefined;
  const archived = other.variant.archived || other.item.archived;
  return `The SKU ${sku} belongs to ${other.item.name}${archived ? ", which is archived" : ` (${other.item.slug})`}.`;
}

type Changed = { line: number; known: KnownVariant; now: VariantFacts };

function addChange(planned: Planned, { line, known, now }: Changed, { target, shelf }: Place): void {
  const changes = differences(facts(known), now, shelf.currency);
  if (changes.length === 0) return;
  planned.reports.push({ line, label: labelOf(now), isNew: false, changes });
  planned.rows.push({ ...now, id: known.id, itemId: target.id, isNew: false, position: known.position });
}

/** A new variant of which the file says nothing. */
const fresh = { name: "", size: "", priceMinor: 0, limitPerOrder: null, workUnits: 1, hidden: false };

function addNew(
  planned: Planned,
  row: FileVariant,
  said: SaidVariant,
  { target, shelf, position }: Place & { position: number },
): void {
  const priceIsWrong = target.wrong.some(({ line, words }) => line === row.line && words.startsWith("Price"));
  if (said.priceMinor === undefined && !priceIsWrong)
    target.wrong.push({ line: row.line, words: "Price: Please give a price." });
  const now: VariantFacts = {
    ...fresh,
    lowAt: shelf.defaultLowAt,
    ...said,
    sku: said.sku || shelf.freeSku(target.slug, row.line),
  };
  const twin = planned.rows.find((other) => other.isNew && other.name === now.name && other.size === now.size);
  if (twin) target.wrong.push({ line: row.line, words: `Two variants are called ${labelOf(now)}.` });
  const price = { what: "Price", from: "", to: decimalMoney(now.priceMinor, shelf.currency) };
  const changes = [price, { what: "SKU", from: "", to: now.sku }];
  planned.reports.push({ line: row.line, label: labelOf(now), isNew: true, changes });
  planned.rows.push({ ...now, id: newId("var"), itemId: target.id, isNew: true, position });
}

function facts({ id: _, position: __, archived: ___, ...said }: KnownVariant): VariantFacts {
  return said;
}

function withoutEmptySku({ sku, ...said }: SaidVariant): SaidVariant {
  return sku ? { ...said, sku } : said;
}

function labelOf(variant: VariantFacts): string {
  return variantLabel(variant) || variant.sku;
}

function differences(was: VariantFacts, is: VariantFacts, currency: string) {
  const rows: [what: string, from: string, to: string][] = [
    ["SKU", was.sku, is.sku],
    ["Variant", was.name, is.name],
    ["Size", was.size, is.size],
    ["Price", decimalMoney(was.priceMinor, currency), decimalMoney(is.priceMinor, currency)],
    ["Limit per order", String(was.limitPerOrder ?? ""), String(is.limitPerOrder ?? "")],
    ["Low at", String(was.lowAt), String(is.lowAt)],
    ["Work", String(was.workUnits), String(is.workUnits)],
    ["On sale", was.hidden ? "no" : "yes", is.hidden ? "no" : "yes"],
  ];
  return rows.filter(([, from, to]) => from !== to).map(([what, from, to]) => ({ what, from, to }));
}
