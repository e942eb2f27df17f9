import { z } from "zod";
import { id, itemInput, version } from "@/lib/catalog/input";
import { allergenCodes } from "@/lib/catalog/rules";

/** The form of a new item, and of one that there is: names with points in them are boxes and rows. */
export const itemForm = z.preprocess(nested, itemInput);
export const itemChangeForm = z.preprocess(
  nested,
  z.intersection(z.object({ itemId: id("itm", "item"), version }), itemInput),
);

/**
 * Boxes that are ticked, `{"allergens.milk": "on"}`, as their names. Variants by the keys that `rows` lists in their order, each the id without what
 * it starts with: `{rows: "01J", "variant.01J.sku": "A"}` → `{variants: [{id: "var_01J", sku: "A"}]}`
 */
function nested(given: unknown): unknown {
  const flat = Object.entries(given as Record<string, unknown>);
  const plain = flat.filter(([name]) => !name.includes("."));
  const ticked = (group: string) => allergenCodes.filter((code) => flat.some(([name]) => name === `${group}.${code}`));
  const keys = String(Object.fromEntries(plain).rows ?? "").split(",");
  const allergens = { allergens: ticked("allergens"), mayAllergens: ticked("mayAllergens") };
  return { ...Object.fromEntries(plain), ...allergens, variants: keys.filter(Boolean).map((key) => rowOf(flat, key)) };
}

function rowOf(flat: readonly [string, unknown][], key: string): Record<string, unknown> {
  const start = `variant.${key}.`;
  const own = flat.filter(([name]) => name.startsWith(start)).map(([name, value]) => [name.slice(start.length), value]);
  return { ...Object.fromEntries(own), id: `var_${key}` };
}
