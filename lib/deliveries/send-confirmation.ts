import { type Actor, requirePermission } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { announce, inTransaction, type Tx, translateTrouble } from "@/lib/db/transaction";
import { canSend } from "@/lib/deliveries/channels/settings";
import { renderEmail } from "@/lib/deliveries/emails/render";
import type { ConfirmationInput } from "@/lib/deliveries/input";
import { readAround } from "@/lib/deliveries/read-around";
import { recordSending } from "@/lib/deliveries/record-sending";
import { refuse } from "@/lib/deliveries/refusals";
import { storeCopy } from "@/lib/deliveries/store-copy";
import { getOrder } from "@/lib/orders/queries";
import { refuse as refuseOrder } from "@/lib/orders/refusals";
import { isOpen, statusWords } from "@/lib/orders/status";
import { refuseCommon } from "@/lib/refusal";

/**
 * Sends the confirmation of an open order once more, as the order is now, to the address that is named: the customer's, or a corrected one. The
 * order's own contact stays as it is. Returns the new delivery's id.
 * Refuses `nothing_sends`, `wrong_status` for an order that is over, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function sendConfirmation(
  actor: Actor | null,
  { orderId, email }: ConfirmationInput,
): Promise<{ id: string }> {
  const who = requirePermission(actor, "deliveries.send_again");
  if (!canSend("email")) refuse("nothing_sends", { channel: "email" });
  const [order, around, placed] = await Promise.all([getOrder(orderId), readAround(), findPlaced(orderId)]);
  if (!isOpen(order.status)) refuseOrder("wrong_status", { status: statusWords[order.status].toLowerCase(), by: null });
  const mail = await renderEmail.customer("placed", { order, ...around, changes: [], at: new Date() });
  const bytes = { channel: "email" as const, place: "customer", address: email, orderId, ...mail };
  return inTransaction(async (tx: Tx) => {
    const id = await storeCopy(tx, { ...bytes, eventId: placed, destinationId: null });
    await recordSending(tx, who, { type: "delivery.confirmation_sent", bytes, deliveryId: id });
    announce(tx, "deliveries");
    return { id };
  });
}

async function findPlaced(orderId: string): Promise<string> {
  try {
    const where = { orderId, type: "order.placed" };
    const event = await db().event.findFirst({ where, select: { id: true } });
    return event?.id ?? refuseCommon("not_found", { what: "order" });
  } catch (error) {
    throw translateTrouble(error);
  }
}
