import type { Actor } from "@/lib/actor";
import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { type CurrentLevel, takeableIn } from "@/lib/stock/lock-current";
import { type Day, fromDate } from "@/lib/time";

/** A unit sold at the counter, with what its level has left now: absolute, with the level's version. Money in minor units. */
export type CounterSale = {
  key: string;
  variantId: string;
  day: Day | null;
  itemName: string;
  variantName: string;
  unitPriceMinor: number;
  currency: string;
  soldAt: Date;
  undoneAt: Date | null;
  available: number;
  version: number;
};

export const saleFields = {
  key: true,
  variantId: true,
  levelId: true,
  day: true,
  sku: true,
  itemName: true,
  variantName: true,
  quantity: true,
  unitPriceMinor: true,
  currency: true,
  soldAt: true,
  undoneAt: true,
} as const;

type Stored = Omit<CounterSale, "day" | "available" | "version"> & {
  levelId: string;
  day: Date | null;
  sku: string;
  quantity: number;
};

/** A stored sale beside its level as it is now. */
export function toSale({ sku: _, levelId: __, quantity: ___, day, ...sale }: Stored, level: CurrentLevel): CounterSale {
  return { ...sale, day: day && fromDate(day), available: takeableIn(level), version: level.version };
}

type Told = { type: string; at: Date; sale: Stored; before: LockedLevel; after: LockedLevel; name: string };

/** Writes that a unit was sold at the counter, or that the sale was taken back. */
export async function saleEvent(tx: Tx, actor: Actor, { type, at, sale, before, after, name }: Told): Promise<void> {
  const { key, sku, variantId, quantity, unitPriceMinor, currency } = sale;
  await recordEvent(tx, actor, {
    type,
    at,
    subject: { kind: "stock", id: sale.levelId, name },
    snapshot: {
      ...{ key, sku, variantId, quantity, unitPriceMinor, currency },
      day: sale.day && fromDate(sale.day),
      onHand: after.onHand,
    },
    previous: { onHand: before.onHand },
  });
}
