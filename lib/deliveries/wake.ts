import type { Tx } from "@/lib/db/transaction";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { enqueue } from "@/lib/queue/enqueue";

type Due = { id: string; channel: DeliveryChannel; destinationId: string | null; nextAttemptAt: Date };

/** The job that carries a channel's deliveries. */
export const jobOfChannel = {
  email: "delivery.email",
  text: "delivery.text",
  export: "delivery.export",
} as const satisfies Record<DeliveryChannel, string>;

/** Enqueues a delivery's wake-up. A destination's exports share a group, so that a slow one leaves room for others. */
export async function wakeFor(tx: Tx, { id, channel, destinationId, nextAttemptAt }: Due): Promise<void> {
  await enqueue(
    tx,
    jobOfChannel[channel],
    { deliveryId: id },
    { after: nextAttemptAt, group: destinationId ?? undefined },
  );
}
