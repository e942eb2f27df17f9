import type { ItemInput } from "@/lib/catalog/input";
import { allergenWords } from "@/lib/catalog/rules";

/** What an item's row holds of what was typed. What is said of allergens is made here, and nowhere else. */
export function itemData({ variants: _, currency: __, stock, ...item }: ItemInput) {
  return {
    ...item,
    keeps: stock === "keeps",
    contains: allergenWords(item.allergens, item.containsNote),
    mayContain: allergenWords(item.mayAllergens, item.mayContainNote),
  };
}
