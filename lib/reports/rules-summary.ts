import type { VariantSales } from "@/lib/reports/units";

export type ItemSales = {
  itemId: string;
  itemName: string;
  units: number;
  totalMinor: number;
  variants: VariantSales[];
};

/** The same by item, its variants under it. */
export function byItem(sales: readonly VariantSales[]): ItemSales[] {
  const items = new Map<string, ItemSales>();
  for (const sale of sales) {
    const { itemId, itemName } = sale;
    const item = items.get(itemId) ?? { itemId, itemName, units: 0, totalMinor: 0, variants: [] };
    item.units += sale.units;
    item.totalMinor += sale.totalMinor;
    item.variants.push(sale);
    items.set(itemId, item);
  }
  return [...items.values()].sort((a, b) => b.totalMinor - a.totalMinor);
}
