import { db } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { isDueAndFirst, takesNow } from "@/lib/deliveries/claim-due";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { enqueue, enqueueMany } from "@/lib/queue/enqueue";

/** The job that carries a channel's messages to people. */
export const jobOfChannel = { email: "delivery.email", text: "delivery.text" } as const;

type Due = {
  id: string;
  channel: DeliveryChannel;
  destinationId: string | null;
  nextAttemptAt: Date;
  /** What goes first among what is due; 0, if nothing is said. */
  priority?: number;
};

/** Makes sure that a delivery is looked at: a message to a person when it is due, a destination's at once. */
export async function wakeFor(tx: Tx, due: Due): Promise<void> {
  const { id, channel, destinationId, nextAttemptAt, priority } = due;
  if (destinationId) return wakeDestination(tx, destinationId);
  if (channel !== "email" && channel !== "text") throw new Error(`A ${channel} without a destination.`);
  await enqueue(tx, jobOfChannel[channel], { deliveryId: id }, { after: nextAttemptAt, priority });
}

/** The same for many: one wake-up for each destination, and one for each message to a person. */
export async function wakeMany(tx: Tx, due: readonly Due[]): Promise<void> {
  const places = new Set(due.flatMap(({ destinationId }) => destinationId ?? []));
  for (const destinationId of places) await wakeDestination(tx, destinationId);
  const people = due.filter(({ destinationId }) => !destinationId);
  for (const [channel, job] of Object.entries(jobOfChannel)) {
    const payloads = people.filter((one) => one.channel === channel).map(({ id }) => ({ deliveryId: id }));
    await enqueueMany(tx, job, payloads);
  }
}

/** One wake-up waits for a destination, however many deliveries do. */
export async function wakeDestination(tx: Tx, destinationId: string): Promise<void> {
  await enqueue(tx, "destination.drain", { destinationId }, { key: destinationId });
}

/**
 * Wakes the destinations that have something due and no wake-up: what was tried before and is due again, what a breaker or a rest held back, and what a
 * wake-up missed that was taken a moment before its delivery was stored. Returns how many.
 */
export async function wakeDue(): Promise<number> {
  const due = await db().$queryRaw<{ id: string }[]>`
    SELECT place.id FROM destinations AS place
     WHERE ${takesNow} AND EXISTS (SELECT 1 FROM deliveries AS one WHERE one.destination_id = place.id AND ${isDueAndFirst})`;
  if (due.length > 0)
    await inTransaction(async (tx) => {
      for (const { id } of due) await wakeDestination(tx, id);
    });
  return due.length;
}
