import type { Tx } from "@/lib/db/transaction";

/** Whether the pickup that an event reminded of is still to come: neither moved, also within its day, nor cancelled, nor over. */
export async function isPickupToCome(tx: Tx, eventId: string): Promise<boolean> {
  const [pickup] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM events AS e JOIN orders AS o ON o.id = e.order_id
     WHERE e.id = ${eventId} AND o.status IN ('placed', 'accepted', 'ready') AND o.pickup_day = (e.snapshot->>'pickupDay')::date
       AND o.slot_id IS NOT DISTINCT FROM e.snapshot->'slot'->>'id'
       AND o.pickup_day >= (holdfast_now() AT TIME ZONE coalesce((SELECT timezone FROM shop LIMIT 1), 'UTC'))::date
       AND (o.slot_ends_at IS NULL OR o.slot_ends_at > holdfast_now())`;
  return pickup !== undefined;
}
