import type { SlotNow } from "@/components/live/use-live-slots";
import { fullName } from "@/lib/catalog/rules";
import type { LiveSlot } from "@/lib/live/rules";
import { totalOf } from "@/lib/money";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Day } from "@/lib/time";

/** Something that can be in the order: a line that it has, or something on sale. `had` of it cost what was agreed, more costs today's price. */
export type OwnRow = {
  /** The name of its field: `quantity-` and a line's id, or `add-` and a variant's. */
  field: string;
  variantId: string;
  itemName: string;
  variantName: string;
  photo: string;
  had: number;
  agreedMinor: number;
  /** Today's price; null for what is no longer on sale, of which there cannot be more. */
  priceMinor: number | null;
  limit: number | null;
};

/** A day to collect on, as the form offers it. */
export type OwnDay = {
  day: Day;
  words: string;
  orderBy: string;
  /** Its times if it has any, the order's own among them. */
  times: readonly SlotNow[];
  /** What the order takes of it already, in work units. */
  freed: number;
};

const offWords = { closed: "closed", past: "too late" } as const;

/** Why an order of so much work cannot move into a time; empty if it can. What it takes of the time's day already does not stand in its way. */
export function whyNotInto(
  { state, room, alone }: Omit<LiveSlot, "startsMinute" | "endsMinute">,
  { work, freed }: { work: number; freed: number },
): string {
  if (state !== "open") return offWords[state];
  return Math.min(alone ?? room, room + freed) < work ? "full" : "";
}

/** Why an order's own time takes no more of it, as it is among its day's times now; empty while it is open. */
export function whyNotMore(own: Pick<LiveSlot, "state"> | undefined): string {
  if (!own) return "no longer offered";
  return own.state === "open" ? "" : offWords[own.state];
}

/** What is said of an order's own time that takes no more of it, in the words of the refusal. */
export function stuckWords(why: string): string {
  if (!why) return "";
  const what = why === "no longer offered" ? "is no longer offered" : "can no longer be chosen";
  return `Your time ${what}. It stays yours for what you ordered. For more, choose another time or day.`;
}

/** Quantities by field. */
export type Wanted = Readonly<Record<string, number>>;

/** The quantities that the form opens with: those that were typed, or those of the order. */
export function openingWanted(rows: readonly OwnRow[], typed: Record<string, string> | undefined): Wanted {
  return Object.fromEntries(rows.map(({ field, had }) => [field, quantityOf(typed?.[field]) ?? had]));
}

/** A quantity as it is typed, 0 to 99; nothing where it is none. */
export function quantityOf(typed: string | undefined): number | undefined {
  if (typed === undefined || !/^\d{1,3}$/.test(typed)) return undefined;
  return Math.min(99, Number(typed));
}

/** What the order would come to, in minor units. */
export function totalWanted(rows: readonly OwnRow[], wanted: Wanted): number {
  return totalOf(
    rows.flatMap((row) => {
      const quantity = wanted[row.field] ?? row.had;
      const more = Math.max(0, quantity - row.had);
      return [
        { unitPriceMinor: row.agreedMinor, quantity: quantity - more },
        { unitPriceMinor: row.priceMinor ?? row.agreedMinor, quantity: more },
      ];
    }),
  );
}

/** The units wanted of a variant on the whole form. */
export function wantedOf(variantId: string, rows: readonly OwnRow[], wanted: Wanted): number {
  return rows.reduce((sum, row) => sum + (row.variantId === variantId ? (wanted[row.field] ?? row.had) : 0), 0);
}

/** How many of the things on the form there are too few of, where `left` says what can be had. */
export function shortOn(rows: readonly OwnRow[], wanted: Wanted, left: (variantId: string) => number): number {
  const variants = [...new Set(rows.map(({ variantId }) => variantId))];
  return variants.filter((id) => wantedOf(id, rows, wanted) > left(id)).length;
}

/** The name of a row, whole. */
export function nameOf({ itemName, variantName }: Pick<OwnRow, "itemName" | "variantName">): string {
  return fullName(itemName, variantName);
}

/** The rows of an order's lines, with today's prices of those that are on sale. */
export function rowsOfOrder(
  { lines }: Pick<OrderSnapshot, "lines">,
  onSale: ReadonlyMap<string, { priceMinor: number; limitPerOrder: number | null }>,
): OwnRow[] {
  return lines.map(({ id, variantId, itemName, variantName, photo, quantity, unitPriceMinor }) => ({
    ...{ field: `quantity-${id}`, variantId, itemName, variantName, photo, had: quantity, agreedMinor: unitPriceMinor },
    priceMinor: onSale.get(variantId)?.priceMinor ?? null,
    limit: onSale.get(variantId)?.limitPerOrder ?? null,
  }));
}
