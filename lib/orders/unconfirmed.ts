import type { Tx } from "@/lib/db/transaction";
import type { Offer } from "@/lib/orders/offer";
import type { OwnAddition } from "@/lib/orders/own-wishes";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/**
 * The names of what is added to an order although only confirmed contacts can order it, and nobody confirmed this one for it: the order was placed without
 * it, or before the item asked for that. Who was confirmed as they ordered it is not asked again, whatever became of the mark since.
 */
export async function listUnconfirmed(
  tx: Tx,
  { id, lines, placedAt }: OrderSnapshot,
  added: readonly OwnAddition[],
  { variants }: Offer,
): Promise<string[]> {
  const asking = variants.filter(
    ({ variantId, confirmContact }) => confirmContact && added.some((one) => one.variantId === variantId),
  );
  if (asking.length === 0) return [];
  const itemIds = asking.map(({ itemId }) => itemId);
  const later = await listAskingSince(tx, itemIds, { orderId: id, placedAt });
  const fresh = asking.filter(({ itemId }) => later.has(itemId) || !lines.some((line) => line.itemId === itemId));
  return [...new Set(fresh.map(({ itemName }) => itemName))];
}

type Placed = { orderId: string; placedAt: string };

/**
 * Those of the items that began to ask for a confirmed contact after an order was placed, but those that it was placed with while they asked: the first change
 * since says what was so before it.
 */
async function listAskingSince(
  tx: Tx,
  itemIds: readonly string[],
  { orderId, placedAt }: Placed,
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH changes AS (
      SELECT subject_id AS item_id, (array_agg(previous->>'confirmContact' ORDER BY at, id))[1] = 'true' AS asked_before,
             bool_or(previous->>'confirmContact' = 'false') AS began
        FROM events
       WHERE subject_kind = 'item' AND at > ${new Date(placedAt)} AND type = 'item.changed' AND subject_id = ANY(${[...itemIds]}::text[])
         AND previous ? 'confirmContact'
       GROUP BY subject_id
    )
    SELECT item_id AS id FROM changes c
     WHERE began AND NOT (asked_before AND EXISTS (
           SELECT 1 FROM events e WHERE e.order_id = ${orderId} AND e.type = 'order.placed'
              AND e.snapshot->'lines' @> jsonb_build_array(jsonb_build_object('itemId', c.item_id))))`;
  return new Set(rows.map(({ id: itemId }) => itemId));
}
