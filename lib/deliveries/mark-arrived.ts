import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordSending } from "@/lib/deliveries/record-sending";
import { refuse } from "@/lib/deliveries/refusals";
import { refuseCommon } from "@/lib/refusal";

/**
 * Somebody found out that a message of an unknown fate arrived: it is delivered, and not sent again by itself.
 * Refuses `not_unknown`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function markArrived(actor: Actor | null, { deliveryId }: { deliveryId: string }): Promise<void> {
  const who = requirePermission(actor, "deliveries.send_again");
  await inTransaction(async (tx) => {
    const { event, state, now, ...bytes } = await lockAndRead(tx, deliveryId);
    if (state !== "unknown") refuse("not_unknown", {});
    await tx.$executeRaw`
      UPDATE deliveries SET state = 'delivered', next_attempt_at = NULL, settled_at = holdfast_now(), last_error = '' WHERE id = ${deliveryId}`;
    await recordSending(tx, who, { type: "delivery.marked_arrived", at: now, deliveryId, bytes, order: event.order });
    announce(tx, "deliveries");
  });
}

async function lockAndRead(tx: Tx, id: string) {
  const [locked] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT holdfast_now() AS now FROM deliveries WHERE id = ${id} FOR UPDATE`;
  if (!locked) return refuseCommon("not_found", { what: "message" });
  const found = await tx.delivery.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ state: true, channel: true, place: true, address: true, orderId: true },
      event: { select: { order: { select: { number: true, numberPrefix: true } } } },
    },
  });
  return { ...found, ...locked };
}
