import { allergenCodes, allergenName } from "@/lib/catalog/rules";
import type { CategoryRow, ItemForStaff } from "@/lib/catalog/staff-queries";
import { decimalMoney } from "@/lib/money";

export type FormVariant = {
  /** Its id, or the id that it will have, without what ids of variants start with. */
  key: string;
  name: string;
  size: string;
  sku: string;
  priceMinor: number | null;
  limitPerOrder: number | null;
  lowAt: number;
  workUnits: number;
  onSale: boolean;
};

/** What the form of an item opens with. */
export type FormItem = {
  id: string | null;
  version: number;
  name: string;
  slug: string;
  categoryId: string;
  summary: string;
  description: string;
  ingredients: string;
  allergens: readonly string[];
  containsNote: string;
  mayAllergens: readonly string[];
  mayContainNote: string;
  storage: string;
  photo: string;
  placeholder: string;
  photoAlt: string;
  stock: "per_day" | "keeps";
  limitPerPerson: number | null;
  limitDays: number | null;
  confirmContact: boolean;
  variants: FormVariant[];
};

/** An item that there is, as its form opens. */
export function formItem({ keeps, variants, ...item }: ItemForStaff): FormItem {
  return {
    ...item,
    stock: keeps ? "keeps" : "per_day",
    variants: variants.map(({ id, hiddenAt, ...variant }) => ({
      ...variant,
      key: id.slice("var_".length),
      onSale: !hiddenAt,
    })),
  };
}

/** An item that nobody typed anything for yet. */
export function blankItem(categoryId: string, lowAt: number, key: string): FormItem {
  const words = {
    name: "",
    slug: "",
    summary: "",
    description: "",
    ingredients: "",
    containsNote: "",
    mayContainNote: "",
    storage: "",
  };
  const photo = { photo: "", placeholder: "", photoAlt: "" };
  return {
    id: null,
    version: 0,
    categoryId,
    ...words,
    ...photo,
    allergens: [],
    mayAllergens: [],
    stock: "per_day",
    ...{ limitPerPerson: null, limitDays: null, confirmContact: false },
    variants: [blankVariant(key, lowAt)],
  };
}

export function blankVariant(key: string, lowAt: number): FormVariant {
  return { key, name: "", size: "", sku: "", priceMinor: null, limitPerOrder: null, lowAt, workUnits: 1, onSale: true };
}

const fieldNames = {
  name: "Name",
  slug: "Address",
  categoryId: "Category",
  summary: "One line",
  description: "Description",
  photo: "Photo",
  photoAlt: "What the photo shows",
  stock: "How its stock is counted",
  storage: "How it keeps",
  ingredients: "Ingredients",
  containsNote: "Contains, in your words",
  mayContainNote: "May contain, in your words",
  limitPerPerson: "Most per person",
  limitDays: "In so many days",
} as const;

const variantNames = {
  name: "name",
  size: "size",
  sku: "SKU",
  price: "price",
  limitPerOrder: "most per order",
  lowAt: "low at",
  workUnits: "work",
  onSale: "on sale",
};

/** Every field of an item as its form would send it, and what each is called: for two people who edit the same. */
export function comparable(
  item: FormItem,
  currency: string,
): { theirs: Record<string, string>; labels: Record<string, string> } {
  const theirs: Record<string, string> = {};
  const labels: Record<string, string> = { ...fieldNames };
  for (const name of Object.keys(fieldNames) as (keyof typeof fieldNames)[]) theirs[name] = String(item[name] ?? "");
  theirs.confirmContact = item.confirmContact ? "on" : "";
  labels.confirmContact = "Customers confirm by a code";
  for (const code of allergenCodes) {
    theirs[`allergens.${code}`] = item.allergens.includes(code) ? "on" : "";
    theirs[`mayAllergens.${code}`] = item.mayAllergens.includes(code) ? "on" : "";
    labels[`allergens.${code}`] = `Contains ${allergenName(code)}`;
    labels[`mayAllergens.${code}`] = `May contain ${allergenName(code)}`;
  }
  for (const [at, variant] of item.variants.entries()) {
    const values = variantValues(variant, currency);
    for (const [name, words] of Object.entries(variantNames)) {
      theirs[`variant.${variant.key}.${name}`] = values[name as keyof typeof variantNames];
      labels[`variant.${variant.key}.${name}`] = `Variant ${at + 1}: ${words}`;
    }
  }
  return { theirs, labels };
}

function variantValues(
  { name, size, sku, priceMinor, limitPerOrder, lowAt, workUnits, onSale }: FormVariant,
  currency: string,
): Record<keyof typeof variantNames, string> {
  const price = priceMinor === null ? "" : decimalMoney(priceMinor, currency);
  return {
    name,
    size,
    sku,
    price,
    limitPerOrder: limitPerOrder === null ? "" : String(limitPerOrder),
    lowAt: String(lowAt),
    workUnits: String(workUnits),
    onSale: onSale ? "on" : "",
  };
}

/** The categories as a select offers them. */
export function categoryOptions(
  categories: readonly Pick<CategoryRow, "id" | "name">[],
): { value: string; words: string }[] {
  return categories.map(({ id, name }) => ({ value: id, words: name }));
}
