import type { Tx } from "@/lib/db/transaction";
import { refuse } from "@/lib/stock/refusals";

/** An open order that needs units of a level. `number` is with its prefix. */
export type NeededBy = { orderId: string; number: string; quantity: number };

/** The open orders that need units of each level, by the level's id, lowest number first. */
export async function listNeededBy(tx: Tx, levelIds: readonly string[]): Promise<Map<string, NeededBy[]>> {
  const rows = await tx.$queryRaw<(NeededBy & { levelId: string })[]>`
    SELECT s.id AS "levelId", o.id AS "orderId", o.number_prefix || o.number AS number, sum(l.quantity)::int AS quantity
      FROM stock_levels s
      JOIN order_lines l ON l.variant_id = s.variant_id AND l.stock_day IS NOT DISTINCT FROM s.day
      JOIN orders o ON o.id = l.order_id AND o.status IN ('placed', 'accepted', 'ready')
     WHERE s.id = ANY(${[...levelIds]}::text[])
     GROUP BY s.id, o.id ORDER BY o.number`;
  const byLevel = new Map<string, NeededBy[]>();
  for (const { levelId, ...order } of rows) byLevel.set(levelId, [...(byLevel.get(levelId) ?? []), order]);
  return byLevel;
}

type Promised = { id: string; committed: number; held: number };

/** Refuses `below_promised`, naming the orders, if `left` on hand are fewer than a locked level has promised. */
export async function requirePromised(tx: Tx, level: Promised, left: number): Promise<void> {
  const { id, committed, held } = level;
  if (left >= committed + held) return;
  const orders = (await listNeededBy(tx, [id])).get(id) ?? [];
  refuse("below_promised", { counted: left, committed, held, orders });
}
