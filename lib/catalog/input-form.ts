import { z } from "zod";
import { id, itemInput, version } from "@/lib/catalog/input";
import { allergenCodes } from "@/lib/catalog/rules";

/** The form of a new item, and of one that there is: names with points in them are rows and boxes. */
export const itemForm = z.preprocess(nested, itemInput);
export const itemChangeForm = z.preprocess(
  nested,
  z.intersection(z.object({ itemId: id("itm", "item"), version }), itemInput),
);

/** `{"variants.0.sku": "A"}` as `{variants: [{sku: "A"}]}`; boxes that are ticked, `{"allergens.milk": "on"}`, as their names. */
function nested(given: unknown): unknown {
  const flat = Object.entries(given as Record<string, unknown>);
  const plain = flat.filter(([name]) => !name.includes("."));
  const ticked = (group: string) => allergenCodes.filter((code) => flat.some(([name]) => name === `${group}.${code}`));
  const allergens = { allergens: ticked("allergens"), mayAllergens: ticked("mayAllergens") };
  return { ...Object.fromEntries(plain), ...allergens, variants: rowsOf(flat) };
}

function rowsOf(flat: [string, unknown][]): Record<string, unknown>[] {
  const rows = new Map<number, Record<string, unknown>>();
  for (const [name, value] of flat) {
    const [, at, field] = /^variants\.(\d{1,3})\.([a-zA-Z]+)$/.exec(name) ?? [];
    if (at && field) rows.set(Number(at), { ...rows.get(Number(at)), [field]: value });
  }
  return [...rows.keys()].sort((one, other) => one - other).map((at) => rows.get(at) ?? {});
}
