import type { z } from "zod";
import type { FileItem, FileVariant, ItemField, Remark, VariantField } from "@/lib/catalog/import/file-item";
import type { ItemFacts, VariantFacts } from "@/lib/catalog/import/known";
import { itemColumns, variantColumns } from "@/lib/catalog/import/own-format";
import { itemFields, variantInput } from "@/lib/catalog/input";
import { priceAt } from "@/lib/catalog/price-at";
import { type Allergen, allergenCodes, allergenName } from "@/lib/catalog/rules";
import { line as oneLine } from "@/lib/text";

/** What a row says of an item, once it was understood; the category still by its name. */
export type SaidItem = Partial<Omit<ItemFacts, "categoryId"> & { category: string }>;
export type SaidVariant = Partial<VariantFacts>;

type Wrong = (words: string) => void;

const itemHeadings = swap(itemColumns);
const variantHeadings = swap(variantColumns);
const categoryName = oneLine(60);

/** Understands what a file says of an item, by the rules of the item's own page. What it cannot is told to `wrong` with its line. */
export function checkItem({ fields, line }: FileItem, wrong: (remark: Remark) => void): SaidItem {
  const at = (name: ItemField) => tell({ line, heading: itemHeadings[name], cell: fields[name] }, wrong);
  const said: Record<string, unknown> = {};
  // What an item cannot do without is not taken away by a blank.
  said.name = parsed(itemFields.name, fields.name?.trim() || undefined, at("name"));
  said.category = parsed(categoryName, fields.category?.trim() || undefined, at("category"));
  for (const name of plainFields) said[name] = parsed(itemFields[name], fields[name], at(name));
  said.hidden = parsedState(fields.state, at("state"));
  said.keeps = parsedStock(fields.stock, at("stock"));
  said.allergens = parsedAllergens(fields.allergens, at("allergens"));
  said.mayAllergens = parsedAllergens(fields.mayAllergens, at("mayAllergens"));
  return onlySaid(said);
}

/** The same for a variant; the price in minor units of `currency`. */
export function checkVariant(
  { fields, line }: FileVariant,
  currency: string,
  wrong: (remark: Remark) => void,
): SaidVariant {
  const at = (name: VariantField) => tell({ line, heading: variantHeadings[name], cell: fields[name] }, wrong);
  const said: Record<string, unknown> = {};
  for (const name of ["sku", "name", "size"] as const)
    said[name] = parsed(variantInput.shape[name], fields[name], at(name));
  const price = fields.price?.trim();
  if (price) said.priceMinor = priceAt(price, currency, at("price"));
  said.limitPerOrder = parsed(variantInput.shape.limitPerOrder, fields.limitPerOrder?.trim(), at("limitPerOrder"));
  said.lowAt = parsed(variantInput.shape.lowAt, fields.lowAt?.trim() || undefined, at("lowAt"));
  said.workUnits = parsed(variantInput.shape.workUnits, fields.workUnits?.trim() || undefined, at("workUnits"));
  const onSale = parsedYes(fields.onSale, at("onSale"));
  if (onSale !== undefined) said.hidden = !onSale;
  return onlySaid(said);
}

const plainFields = [
  "slug",
  "summary",
  "description",
  "ingredients",
  "containsNote",
  "mayContainNote",
  "storage",
  "photo",
  "photoAlt",
] as const;

function onlySaid<Said>(said: Record<string, unknown>): Said {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;
}

type Cell = { line: number; heading: string | undefined; cell: string | undefined };

function tell({ line, heading, cell = "" }: Cell, wrong: (remark: Remark) => void): Wrong {
  const shown = cell.length > 40 ? `${cell.slice(0, 40)}…` : cell;
  return (words) => wrong({ line, words: `${heading}${shown.trim() ? ` “${shown}”` : ""}: ${words}` });
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  cell: string | undefined,
  wrong: Wrong,
): z.output<Schema> | undefined {
  if (cell === undefined) return undefined;
  const result = schema.safeParse(cell);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  wrong(issue?.code === "invalid_union" ? "Please give a whole number." : (issue?.message ?? "We cannot keep this."));
  return undefined;
}

function parsedState(cell: string | undefined, wrong: Wrong): boolean | undefined {
  const word = cell?.trim().toLowerCase();
  if (!word) return undefined;
  if (word === "on sale") return false;
  if (word === "draft" || word === "hidden") return true;
  wrong("Please write on sale, hidden or draft.");
  return undefined;
}

function parsedStock(cell: string | undefined, wrong: Wrong): boolean | undefined {
  const word = cell?.trim().toLowerCase().replace("_", " ");
  if (!word) return undefined;
  if (word === "keeps" || word === "per day") return word === "keeps";
  wrong("Please write per day or keeps.");
  return undefined;
}

function parsedYes(cell: string | undefined, wrong: Wrong): boolean | undefined {
  const word = cell?.trim().toLowerCase();
  if (!word) return undefined;
  if (["yes", "true", "1"].includes(word)) return true;
  if (["no", "false", "0"].includes(word)) return false;
  wrong("Please write yes or no.");
  return undefined;
}

function parsedAllergens(cell: string | undefined, wrong: Wrong): Allergen[] | undefined {
  if (cell === undefined) return undefined;
  const words = cell
    .split(/[,;]/)
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean);
  const codeOf = (word: string) =>
    allergenCodes.find((code) => code === word || allergenName(code).toLowerCase() === word);
  const unknown = words.filter((word) => !codeOf(word));
  if (unknown.length > 0)
    wrong(`We do not know ${unknown.join(", ")}. It can be ${allergenCodes.map(allergenName).join(", ")}.`);
  return allergenCodes.filter((code) => words.some((word) => codeOf(word) === code));
}

function swap<Field extends string>(columns: Readonly<Record<string, Field>>): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).map(([heading, field]) => [field, heading]));
}
