import type { CatalogueCategory, CatalogueVariant } from "@/lib/catalog/queries";
import { variantLabel } from "@/lib/catalog/rules";
import type { PickupDay } from "@/lib/pickup/rules";
import { type Day, formatShortDay } from "@/lib/time";

export type ShelfLine = {
  variantId: string;
  name: string;
  variant: string;
  priceMinor: number;
  limit: number | null;
  /** The work that one unit takes of a pickup time. */
  work: number;
  available: number;
  version: number;
};
export type Shelf = { category: string; lines: ShelfLine[] }[];

/** What is on sale as the form of a new order lists it. `work`: of the variants of which a unit does not take one. */
export function toShelf(categories: readonly CatalogueCategory[], work: Readonly<Record<string, number>> = {}): Shelf {
  return categories.map(({ name, items }) => ({
    category: name,
    lines: items.flatMap((item) => item.variants.map((variant) => lineOf(item.name, variant, work[variant.id] ?? 1))),
  }));
}

function lineOf(name: string, variant: CatalogueVariant, work: number): ShelfLine {
  const { id, priceMinor, limitPerOrder, available, version } = variant;
  const label = variantLabel(variant);
  return { variantId: id, name, variant: label, priceMinor, limit: limitPerOrder, work, available, version };
}

export type DayChoice = { day: Day; words: string; late: boolean; current: boolean };

const shownDays = 6;

/**
 * The days that staff can order for: the next ones on which the shop opens, today first, whether or not customers still can. The one that was
 * asked for is chosen, else the first that customers can order for.
 */
export function staffDays(
  calendar: readonly PickupDay[],
  asked: Day | null,
  { locale, today }: { locale: string; today: Day },
): DayChoice[] {
  const open = calendar.filter((row) => row.because !== "closed");
  const wanted = open.find((row) => row.day === asked) ?? open.find((row) => row.orderable) ?? open[0];
  const next = open.slice(0, shownDays);
  const shown = wanted && !next.includes(wanted) ? [...next, wanted] : next;
  return shown.map((row) => ({
    day: row.day,
    words: row.day === today ? "Today" : formatShortDay(row.day, locale),
    late: row.because === "too_late",
    current: row === wanted,
  }));
}
