import type { Tx } from "@/lib/db/transaction";
import type { Message } from "@/lib/deliveries/compose";
import { composeForCustomer } from "@/lib/deliveries/compose-for-customer";
import type { Reach } from "@/lib/deliveries/reach";
import { readAround } from "@/lib/deliveries/read-around";
import { findEvent, happenedOf } from "@/lib/deliveries/read-event";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { storeCopy } from "@/lib/deliveries/store-copy";

type Waiting = { id: string; eventId: string; channel: DeliveryChannel; address: string; state: string };

/**
 * After an order's contact changed: what has not gone to its customer goes to the new one, and no more to the old one. One that is being sent may
 * arrive there still.
 */
export async function redirectWaiting(tx: Tx, orderId: string, reach: Reach): Promise<void> {
  const waiting = await tx.$queryRaw<Waiting[]>`
    SELECT id, event_id AS "eventId", channel::text AS channel, address, state::text AS state FROM deliveries
     WHERE order_id = ${orderId} AND place = 'customer'
       AND (state IN ('waiting', 'sending') OR (state = 'unknown' AND next_attempt_at IS NOT NULL))
     ORDER BY id FOR UPDATE`;
  for (const [eventId, of] of Map.groupBy(waiting, (one) => one.eventId)) {
    const wanted = await messagesOf(tx, eventId, reach);
    const stale = of.filter((one) => !wanted.some((message) => isToSame(message, one)));
    if (stale.length === 0) continue;
    await withdraw(tx, stale);
    const told = await listTold(tx, orderId, eventId);
    for (const message of wanted.filter((one) => !told.some((other) => isToSame(one, other))))
      await storeCopy(tx, { subject: "", html: "", calendar: "", ...message, eventId, orderId, destinationId: null });
  }
}

type Addressed = { channel: DeliveryChannel; address: string };

/** Whether two messages go the same way to the same address. */
export function isToSame(one: Addressed, other: Addressed): boolean {
  return one.channel === other.channel && one.address === other.address;
}

/** What the event would say to the customer now; nothing of a move that was taken back. */
async function messagesOf(tx: Tx, eventId: string, reach: Reach): Promise<Message[]> {
  const event = await findEvent(tx, eventId);
  if (!event || event.undoneAt) return [];
  return composeForCustomer(happenedOf(event), reach, await readAround(tx));
}

async function withdraw(tx: Tx, stale: readonly Waiting[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE deliveries SET state = 'withdrawn', because = 'contact_changed', next_attempt_at = NULL, lease_token = NULL, leased_until = NULL,
           settled_at = holdfast_now()
     WHERE id = ANY(${stale.map(({ id }) => id)}::text[])`;
}

/** Where an order's customer was told, or is about to be; of one event, if it is named. */
export function listTold(tx: Tx, orderId: string, eventId?: string): Promise<Addressed[]> {
  return tx.delivery.findMany({
    where: { orderId, ...(eventId && { eventId }), place: "customer", state: { notIn: ["withdrawn", "dead"] } },
    select: { channel: true, address: true },
  });
}
