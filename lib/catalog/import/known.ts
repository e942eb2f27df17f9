import type { Allergen } from "@/lib/catalog/rules";

/** The catalogue as an import compares with it: all of it, archived things too. */
export type Known = {
  /** Changes whenever anything of this does. */
  stamp: string;
  currency: string;
  defaultLowAt: number;
  categories: KnownCategory[];
  items: KnownItem[];
  /** Addresses that items had before; they still lead to them. */
  formerSlugs: { slug: string; itemId: string }[];
  photos: string[];
};

export type KnownCategory = { id: string; slug: string; name: string; position: number };

/** What is said of an item: the columns that an import may change. */
export type ItemFacts = {
  slug: string;
  categoryId: string;
  name: string;
  summary: string;
  description: string;
  ingredients: string;
  allergens: Allergen[];
  containsNote: string;
  mayAllergens: Allergen[];
  mayContainNote: string;
  storage: string;
  photo: string;
  photoAlt: string;
  keeps: boolean;
  hidden: boolean;
};

export type VariantFacts = {
  sku: string;
  name: string;
  size: string;
  priceMinor: number;
  limitPerOrder: number | null;
  lowAt: number;
  workUnits: number;
  hidden: boolean;
};

export type KnownVariant = VariantFacts & { id: string; position: number; archived: boolean };
export type KnownItem = ItemFacts & { id: string; position: number; archived: boolean; variants: KnownVariant[] };
