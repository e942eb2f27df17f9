import { checkItem, type SaidItem } from "@/lib/catalog/import/check-fields";
import type { FileItem } from "@/lib/catalog/import/file-item";
import type { ItemFacts, KnownItem } from "@/lib/catalog/import/known";
import { allergenList } from "@/lib/catalog/import/own-format";
import { planVariants } from "@/lib/catalog/import/plan-variants";
import type { Change, PlannedItem } from "@/lib/catalog/import/planned";
import type { Shelf } from "@/lib/catalog/import/shelf";
import { slugOf } from "@/lib/catalog/rules";
import { newId } from "@/lib/id";

/** What would happen to one item of a file. `known` is the one that the shop has, if it has it. */
export function planItem(file: FileItem, known: KnownItem | undefined, shelf: Shelf): PlannedItem {
  const wrong = [...file.wrong];
  const said = checkItem(file, (remark) => wrong.push(remark));
  const id = known?.id ?? newId("itm");
  const slug = known?.slug ?? (said.slug || slugOf(said.name ?? ""));
  const target = { id, slug, known, wrong };
  const { reports, rows } = planVariants(file, target, shelf);
  const refuse = (words: string) => wrong.push({ line: file.line, words });
  if (known) requireChangeable(said, known, refuse);
  else requireComplete(file, slug, { shelf, refuse });
  if (said.photo && said.photo !== known?.photo && !shelf.hasPhoto(said.photo))
    refuse(`Photo “${said.photo}”: There is no photo of this name here.`);
  const before = known && factsOf(known);
  // A category is made only for an item that comes in.
  const categoryId = wrong.length > 0 ? (known?.categoryId ?? "") : categoryOf(said, known, shelf);
  const now: ItemFacts = { ...(before ?? fresh), ...withoutBlanks(said), slug, categoryId };
  if (!now.hidden && (!known || known.hidden) && !hasVisible(known, rows))
    refuse("Nothing of it would be on sale: no variant is.");
  const changes = before ? differences(before, now, shelf) : [];
  const touched = changes.length > 0 || rows.length > 0;
  const kind = wrong.length > 0 ? "refused" : known ? (touched ? "changed" : "same") : "new";
  const writes = kind === "new" || kind === "changed";
  const moves = writes && now.categoryId !== known?.categoryId;
  return {
    line: file.line,
    kind,
    name: now.name || slug,
    slug,
    category: said.category ?? shelf.nameOfCategory(now.categoryId),
    onSale: !now.hidden,
    changes,
    variants: reports,
    wrong,
    notes: file.notes,
    item: writes
      ? { ...now, id, isNew: !known, position: moves ? shelf.placeIn(categoryId) : (known?.position ?? 0) }
      : null,
    variantRows: writes ? rows : [],
  };
}

const fresh: ItemFacts = {
  slug: "",
  categoryId: "",
  name: "",
  summary: "",
  description: "",
  ingredients: "",
  allergens: [],
  containsNote: "",
  mayAllergens: [],
  mayContainNote: "",
  storage: "",
  photo: "",
  photoAlt: "",
  keeps: false,
  hidden: true,
};

/** Without its own bookkeeping, and as the item's page would keep it. */
function factsOf({ id: _, position: __, archived: ___, variants: ____, ...facts }: KnownItem): ItemFacts {
  return facts;
}

function withoutBlanks({ category: _, slug: __, ...said }: SaidItem): Partial<ItemFacts> {
  return said;
}

function categoryOf({ category }: SaidItem, known: KnownItem | undefined, shelf: Shelf): string {
  return category === undefined && known ? known.categoryId : shelf.category(category ?? "").id;
}

function requireChangeable({ keeps }: SaidItem, known: KnownItem, refuse: (words: string) => void): void {
  if (known.archived) refuse(`${known.name} is archived. Bring it back first.`);
  if (keeps !== undefined && keeps !== known.keeps)
    refuse(
      `Stock: ${known.name} is counted ${known.keeps ? "as goods that keep" : "per day"}. Change that on the item’s page, which looks after its stock.`,
    );
}

function requireComplete(
  { fields, variants }: FileItem,
  slug: string,
  { shelf, refuse }: { shelf: Shelf; refuse: (words: string) => void },
): void {
  if (!fields.name?.trim()) refuse("Name: This item is not here yet, and needs a name.");
  if (!fields.category?.trim()) refuse("Category: This item is not here yet, and needs a category.");
  if (variants.length === 0) refuse("Price: This item is not here yet, and needs a variant with a price.");
  const former = shelf.formerAt(slug);
  if (former) refuse(`The address ${slug} was ${former.name}’s and still leads there. Please choose another.`);
}

function hasVisible(known: KnownItem | undefined, rows: PlannedItem["variantRows"]): boolean {
  const changed = new Map(rows.map((row) => [row.id, row.hidden]));
  const kept = known?.variants.some(({ id, hidden, archived }) => !archived && !(changed.get(id) ?? hidden)) ?? false;
  return kept || rows.some(({ hidden }) => !hidden);
}

function differences(was: ItemFacts, is: ItemFacts, shelf: Shelf): Change[] {
  const rows: [what: string, from: string, to: string][] = [
    ["Name", was.name, is.name],
    ["Category", shelf.nameOfCategory(was.categoryId), shelf.nameOfCategory(is.categoryId)],
    ["State", was.hidden ? "hidden" : "on sale", is.hidden ? "hidden" : "on sale"],
    ["Summary", was.summary, is.summary],
    ["Description", was.description, is.description],
    ["Ingredients", was.ingredients, is.ingredients],
    ["Allergens", allergenList(was.allergens), allergenList(is.allergens)],
    ["Allergen note", was.containsNote, is.containsNote],
    ["May contain", allergenList(was.mayAllergens), allergenList(is.mayAllergens)],
    ["May contain note", was.mayContainNote, is.mayContainNote],
    ["Storage", was.storage, is.storage],
    ["Photo", was.photo, is.photo],
    ["Photo description", was.photoAlt, is.photoAlt],
  ];
  return rows.filter(([, from, to]) => plain(from) !== plain(to)).map(([what, from, to]) => ({ what, from, to }));
}

/** Spaces at the ends, and two ways to write one letter, are no difference. */
function plain(words: string): string {
  return words.normalize("NFC").replace(/\r\n?/g, "\n").trim();
}
