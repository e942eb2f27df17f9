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
    const { state, ...bytes } = await lockAndRead(tx, deliveryId);
    if (state !== "unknown") refuse("not_unknown", {});
    await tx.$executeRaw`
      UPDATE deliveries SET state = 'delivered', next_attempt_at = NULL, settled_at = holdfast_now(), last_error = '' WHERE id = ${deliveryId}`;
    await recordSending(tx, who, { type: "delivery.marked_arrived", deliveryId, bytes });
    announce(tx, "deliveries");
  });
}

async function lockAndRead(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM deliveries WHERE id = ${id} FOR UPDATE`;
  const select = { state: true, channel: true, place: true, address: true, orderId: true } as const;
  return (await tx.delivery.findUnique({ where: { id }, select })) ?? refuseCommon("not_found", { what: "message" });
}
