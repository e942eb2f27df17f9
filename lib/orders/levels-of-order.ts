import { lockLevels } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { availableIn } from "@/lib/stock/change-levels";

/** Units of an order in one stock level, and what that level has left to promise. */
export type HeldUnits = {
  levelId: string;
  variantId: string;
  sku: string;
  name: string;
  quantity: number;
  available: number;
};

/** Locks the levels that an order's lines were taken from. Every line's level exists: levels are never removed. */
export async function lockUnitsOf(tx: Tx, orderId: string): Promise<HeldUnits[]> {
  const units = await tx.$queryRaw<Omit<HeldUnits, "available">[]>`
    SELECT l.id AS "levelId", o.variant_id AS "variantId", min(o.sku) AS sku, min(o.item_name) AS name, sum(o.quantity)::int AS quantity
      FROM order_lines o
      JOIN stock_levels l ON l.variant_id = o.variant_id AND l.day IS NOT DISTINCT FROM o.stock_day
     WHERE o.order_id = ${orderId}
     GROUP BY l.id, o.variant_id`;
  const levels = await lockLevels(
    tx,
    units.map((unit) => unit.levelId),
  );
  const available = new Map(levels.map((level) => [level.id, availableIn(level)]));
  return units.map((unit) => ({ ...unit, available: available.get(unit.levelId) ?? 0 }));
}
