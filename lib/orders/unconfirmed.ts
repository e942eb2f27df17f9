import type { Tx } from "@/lib/db/transaction";
import type { Offer } from "@/lib/orders/offer";
import type { OwnAddition } from "@/lib/orders/own-wishes";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/**
 * The names of what is added to an order although only confirmed contacts can order it, and nobody confirmed this one for it: the order was placed without
 * it, or before the item asked for that.
 */
export async function listUnconfirmed(
  tx: Tx,
  { lines, placedAt }: OrderSnapshot,
  added: readonly OwnAddition[],
  { variants }: Offer,
): Promise<string[]> {
  const asking = variants.filter(
    ({ variantId, confirmContact }) => confirmContact && added.some((one) => one.variantId === variantId),
  );
  if (asking.length === 0) return [];
  const later = await listAskingSince(
    tx,
    asking.map(({ itemId }) => itemId),
    placedAt,
  );
  const fresh = asking.filter(({ itemId }) => later.has(itemId) || !lines.some((line) => line.itemId === itemId));
  return [...new Set(fresh.map(({ itemName }) => itemName))];
}

/** Those of the items that began to ask for a confirmed contact after a moment. */
async function listAskingSince(tx: Tx, itemIds: readonly string[], since: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT subject_id AS id FROM events
     WHERE subject_kind = 'item' AND at > ${new Date(since)} AND type = 'item.changed' AND subject_id = ANY(${[...itemIds]}::text[])
       AND previous->>'confirmContact' = 'false'`;
  return new Set(rows.map(({ id }) => id));
}
