import type { SellThrough } from "@/lib/reports/sell-through";
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

export type VariantThrough = {
  variantId: string;
  itemName: string;
  variantName: string;
  days: number;
  soldOutDays: number;
  made: number;
  sold: number;
  wasted: number;
  /** Hours from the first unit on offer to the last one promised, on the days that sold out: the median. */
  hoursToSoldOut: number | null;
};

/** Sell-through by variant over a range, the most eagerly bought first. */
export function throughByVariant(rows: readonly SellThrough[]): VariantThrough[] {
  const variants = new Map<string, SellThrough[]>();
  for (const row of rows) variants.set(row.variantId, [...(variants.get(row.variantId) ?? []), row]);
  return [...variants.values()].map(summary).sort((a, b) => b.sold / b.made - a.sold / a.made || b.made - a.made);
}

function summary(days: readonly SellThrough[]): VariantThrough {
  const { variantId, itemName, variantName } = days[0]!;
  const sum = (of: (day: SellThrough) => number) => days.reduce((all, day) => all + of(day), 0);
  const hours = days.flatMap(({ openedAt, soldOutAt }) =>
    openedAt && soldOutAt ? (soldOutAt.getTime() - openedAt.getTime()) / 3_600_000 : [],
  );
  return {
    ...{ variantId, itemName, variantName, days: days.length, soldOutDays: hours.length },
    made: sum(({ made }) => made),
    sold: sum(({ sold }) => sold),
    wasted: sum(({ wasted }) => wasted),
    hoursToSoldOut: median(hours),
  };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
