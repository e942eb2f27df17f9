import { lockShop } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { reminder } from "@/lib/orders/remind-of-waiting";
import { getShop } from "@/lib/settings/queries";

/** After how long without a beat a staff page counts as out of touch. A hidden tab may beat once a minute only. */
export const outOfTouchMinutes = 3;

/**
 * Has staff told, once for an outage, that orders wait and no staff page has been in touch for some minutes. The outage is over with the next beat.
 * Returns whether it was told.
 */
export async function remindOutOfTouch(): Promise<boolean> {
  const shop = await getShop();
  if (shop.acceptsByItself || !shop.remindWhenOutOfTouch) return false;
  return inTransaction(async (tx) => {
    // One worker at a time: the next sees what this one told.
    await lockShop(tx, shop.id);
    const found = await look(tx);
    if (!found || found.waiting === 0 || !found.unseen || found.told) return false;
    await recordEvent(tx, reminder, {
      type: "shop.out_of_touch",
      subject: { kind: "shop", id: shop.id, name: "Staff pages" },
      at: found.at,
      snapshot: { waiting: found.waiting, lastSeen: found.lastSeen?.toISOString() ?? null },
      told: true,
    });
    return true;
  });
}

type Found = { at: Date; waiting: number; lastSeen: Date | null; unseen: boolean; told: boolean };

async function look(tx: Tx): Promise<Found | undefined> {
  const [found] = await tx.$queryRaw<Found[]>`
    WITH beats AS (SELECT max(seen_at) AS seen FROM staff_beats),
         told AS (SELECT max(at) AS at FROM events WHERE subject_kind = 'shop' AND type = 'shop.out_of_touch'),
         grace AS (SELECT holdfast_now() - make_interval(mins => ${outOfTouchMinutes}::int) AS since)
    SELECT holdfast_now() AS at, beats.seen AS "lastSeen",
           (SELECT count(*)::int FROM orders WHERE status = 'placed' AND placed_at <= grace.since) AS waiting,
           coalesce(beats.seen <= grace.since, true) AS unseen,
           told.at IS NOT NULL AND (beats.seen IS NULL OR told.at >= beats.seen) AS told
      FROM beats, told, grace`;
  return found;
}
