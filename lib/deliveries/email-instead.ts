import type { Tx } from "@/lib/db/transaction";
import { composeForCustomer } from "@/lib/deliveries/compose-for-customer";
import { readAround } from "@/lib/deliveries/read-around";
import { findEvent, happenedOf } from "@/lib/deliveries/read-event";
import { storeCopy } from "@/lib/deliveries/store-copy";

type Text = { eventId: string; orderId: string | null; place: string };

/** Plans an email to the customer in place of a text that may not go, if there is an address and no email of the same news. */
export async function sendEmailInstead(tx: Tx, { eventId, orderId, place }: Text): Promise<void> {
  if (place !== "customer" || !orderId) return;
  const order = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { customerEmail: true } });
  const told = await tx.delivery.count({ where: { eventId, channel: "email", place: "customer" } });
  const event = await findEvent(tx, eventId);
  if (!order.customerEmail || told > 0 || !event || event.undoneAt) return;
  const reach = { email: order.customerEmail, phone: "", notify: { email: true, text: false } };
  const messages = await composeForCustomer(happenedOf(event), reach, await readAround(tx));
  for (const message of messages)
    await storeCopy(tx, { subject: "", html: "", calendar: "", ...message, eventId, orderId, destinationId: null });
}
