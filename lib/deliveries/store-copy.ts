import type { Tx } from "@/lib/db/transaction";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { wakeFor } from "@/lib/deliveries/wake";
import { newId } from "@/lib/id";

/** What is sent once more about an event: final bytes to one place. */
type CopiedBytes = {
  eventId: string;
  channel: DeliveryChannel;
  place: string;
  orderId: string | null;
  destinationId: string | null;
  address: string;
  subject: string;
  body: string;
  html: string;
  calendar: string;
  /** Not before this instant; at once if unset. */
  notBefore?: Date;
};

/**
 * Stores another message about an event as a delivery that is due now, or at its time, with its wake-up, and returns its id. The event's row is locked, so that
 * two people who press at once make two copies and no error.
 */
export async function storeCopy(tx: Tx, { notBefore, ...bytes }: CopiedBytes): Promise<string> {
  const { eventId, channel, place, destinationId } = bytes;
  const [event] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT holdfast_now() AS now FROM events WHERE id = ${eventId} FOR UPDATE`;
  const at = event?.now ?? new Date();
  const last = await tx.delivery.aggregate({ where: { eventId, channel, place }, _max: { copy: true } });
  const id = newId("dlv");
  const nextAttemptAt = notBefore && notBefore > at ? notBefore : at;
  const data = { id, ...bytes, copy: (last._max.copy ?? 0) + 1, createdAt: at, nextAttemptAt };
  await tx.delivery.create({ data, select: { id: true } });
  await wakeFor(tx, { id, channel, destinationId, nextAttemptAt });
  return id;
}
