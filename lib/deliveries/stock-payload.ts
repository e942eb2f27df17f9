import { schemaVersion } from "@/lib/deliveries/payload";
import { stockEvents } from "@/lib/deliveries/rules-of-destinations";
import type { Shop } from "@/lib/settings/queries";
import type { Day } from "@/lib/time";

/** A stock level as it was when what can be had of it changed. */
export type LevelSnapshot = {
  levelId: string;
  variantId: string;
  itemId: string;
  sku: string;
  item: string;
  variant: string;
  /** Null: goods that keep. */
  day: Day | null;
  onHand: number;
  committed: number;
  held: number;
  available: number;
  lowAt: number;
  version: number;
};

/** That a level runs low, is sold out, or can be had again. */
export type StockEvent = { id: string; type: string; at: Date; snapshot: LevelSnapshot };

/** The level that an event tells destinations of; null if it is about something else, or tells staff of many. */
export function levelIn({ type, snapshot }: { type: string; snapshot: unknown }): LevelSnapshot | null {
  const { levelId } = (snapshot ?? {}) as Partial<LevelSnapshot>;
  return levelId && type in stockEvents ? (snapshot as LevelSnapshot) : null;
}

/** The bytes that destinations receive about a level: absolute numbers and its version, so that what comes late can be dropped. */
export function stockBody({ id, type, at, snapshot }: StockEvent, shop: Shop): string {
  return JSON.stringify({
    id,
    type,
    timestamp: at.toISOString(),
    schema_version: schemaVersion,
    shop: { id: shop.id, name: shop.name, timezone: shop.timezone },
    data: { stock: stockOf(snapshot), previous: null },
  });
}

function stockOf({ levelId, variantId, itemId, item, onHand, lowAt, ...level }: LevelSnapshot) {
  return {
    id: levelId,
    ...{ variant_id: variantId, item_id: itemId, sku: level.sku, name: item, variant: level.variant },
    day: level.day,
    ...{ on_hand: onHand, committed: level.committed, held: level.held, available: level.available },
    low_threshold: lowAt,
    version: level.version,
  };
}
