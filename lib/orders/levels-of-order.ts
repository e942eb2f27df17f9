import type { Tx } from "@/lib/db/transaction";
import { lockCurrent, takeableIn } from "@/lib/stock/lock-current";

/** Units of one line of an order, the stock level that they were taken from, and what that level has left to promise. */
export type HeldUnits = {
  lineId: string;
  levelId: string;
  variantId: string;
  sku: string;
  name: string;
  /** Of an item that keeps: they have no day. */
  keeps: boolean;
  quantity: number;
  available: number;
};

/** Locks the levels that an order's lines were taken from. Every line's level exists: levels are never removed. */
export async function lockUnitsOf(tx: Tx, orderId: string): Promise<HeldUnits[]> {
  const units = await tx.$queryRaw<Omit<HeldUnits, "available">[]>`
    SELECT o.id AS "lineId", l.id AS "levelId", o.variant_id AS "variantId", o.sku, concat_ws(', ', o.item_name, nullif(o.variant_name, '')) AS name,
           o.stock_day IS NULL AS keeps, o.quantity
      FROM order_lines o
      JOIN stock_levels l ON l.variant_id = o.variant_id AND l.day IS NOT DISTINCT FROM o.stock_day
     WHERE o.order_id = ${orderId} ORDER BY o.position`;
  const levels = await lockCurrent(
    tx,
    units.map((unit) => unit.levelId),
  );
  const available = new Map(levels.map((level) => [level.id, takeableIn(level)]));
  return units.map((unit) => ({ ...unit, available: available.get(unit.levelId) ?? 0 }));
}
