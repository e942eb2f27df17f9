/** What a file can say of an item and of a variant. What it does not say is left as it is, or as a new one begins. */
export const itemFieldNames = [
  "slug",
  "name",
  "category",
  "state",
  "summary",
  "description",
  "ingredients",
  "allergens",
  "containsNote",
  "mayAllergens",
  "mayContainNote",
  "storage",
  "stock",
  "photo",
  "photoAlt",
] as const;
export const variantFieldNames = [
  "sku",
  "name",
  "size",
  "price",
  "limitPerOrder",
  "lowAt",
  "workUnits",
  "onSale",
] as const;

export type ItemField = (typeof itemFieldNames)[number];
export type VariantField = (typeof variantFieldNames)[number];

export type FileVariant = { line: number; fields: Partial<Record<VariantField, string>> };

/** Something that keeps an item out, or that is good to know, and the line it stands in. */
export type Remark = { line: number; words: string };

/** An item as a file has it, whichever format: as it was typed, not checked yet. */
export type FileItem = {
  line: number;
  fields: Partial<Record<ItemField, string>>;
  variants: FileVariant[];
  wrong: Remark[];
  notes: Remark[];
};

export type FileContent = {
  format: "own" | "shopify";
  rows: number;
  items: FileItem[];
  /** About the whole file: columns that are not read, numbers that are not taken. */
  notes: string[];
};
