import { lockLevels } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";

/**
 * Removes variants: for good where no order, no stock entry and no waiting list knows them, else they are archived. Returns the ids of those that were
 * archived. Orders that are being placed are waited for: they hold a level's lock before they write a line.
 */
export async function removeVariants(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const known = await knownVariants(tx, ids);
  const unknown = ids.filter((id) => !known.includes(id));
  await tx.$executeRaw`DELETE FROM stock_levels WHERE variant_id = ANY(${unknown}::text[])`;
  await tx.$executeRaw`DELETE FROM variants WHERE id = ANY(${unknown}::text[])`;
  await tx.$executeRaw`
    UPDATE variants SET archived_at = holdfast_now(), hidden_at = coalesce(hidden_at, holdfast_now()) WHERE id = ANY(${known}::text[])`;
  return known;
}

/** Those of the variants that orders, the ledger or waiting lists know, asked with their levels locked. */
export async function knownVariants(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const levels = await tx.stockLevel.findMany({ where: { variantId: { in: [...ids] } }, select: { id: true } });
  await lockLevels(
    tx,
    levels.map(({ id }) => id),
  );
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM variants v
     WHERE v.id = ANY(${[...ids]}::text[])
       AND (EXISTS (SELECT 1 FROM order_lines o WHERE o.variant_id = v.id)
            OR EXISTS (SELECT 1 FROM stock_levels l JOIN stock_entries e ON e.level_id = l.id WHERE l.variant_id = v.id)
            OR EXISTS (SELECT 1 FROM waiting_places w WHERE w.variant_id = v.id))`;
  return rows.map(({ id }) => id);
}
