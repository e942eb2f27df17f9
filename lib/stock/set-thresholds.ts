import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { announce } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { ManyRow } from "@/lib/stock/input";

type Changed = { variantId: string; sku: string; before: number; lowAt: number; at: Date };

/**
 * Sets at how many available each variant counts as low. Whoever has its item open is told that it changed. Records one event with
 * what it was before, and returns the variants that changed.
 */
export async function setThresholds(tx: Tx, who: Actor, rows: readonly ManyRow[]): Promise<string[]> {
  const wanted = rows.filter((row) => row.lowAt !== undefined).map(({ variantId, lowAt }) => ({ variantId, lowAt }));
  if (wanted.length === 0) return [];
  const changed = await tx.$queryRaw<Changed[]>`
    WITH found AS (
      SELECT v.id, v.item_id, v.sku, v.low_at AS before, w."lowAt"
        FROM variants v JOIN jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w("variantId" text, "lowAt" int) ON w."variantId" = v.id
       WHERE v.low_at <> w."lowAt" ORDER BY v.id FOR UPDATE OF v
    ), set_now AS (
      UPDATE variants v SET low_at = f."lowAt" FROM found f WHERE v.id = f.id
    ), items_now AS (
      UPDATE items SET version = version + 1, changed_by = ${who.name ?? ""} WHERE id IN (SELECT item_id FROM found)
    )
    SELECT id AS "variantId", sku, before, "lowAt", holdfast_now() AS at FROM found`;
  const [first] = changed;
  if (!first) return [];
  await recordEvent(tx, who, {
    type: "stock.thresholds_set",
    at: first.at,
    subject: { kind: "stock", id: first.variantId, name: changed.map(({ sku }) => sku).join(", ") },
    snapshot: { lowAt: Object.fromEntries(changed.map(({ sku, lowAt }) => [sku, lowAt])) },
    previous: { lowAt: Object.fromEntries(changed.map(({ sku, before }) => [sku, before])) },
  });
  announce(tx, "stock");
  return changed.map(({ variantId }) => variantId);
}
