import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { NoteForStaffInput } from "@/lib/orders/move-input";
import { lockAndRead } from "@/lib/orders/move-order";
import { orderNumber } from "@/lib/orders/number";

/**
 * Adds a note that only staff read, to an order in any status. It changes nothing else: no revision, no export, no word to the customer.
 * What it says can be erased with the customer. Refuses `not_found`, `busy`.
 */
export async function addNote(actor: Actor | null, { orderId, text }: NoteForStaffInput): Promise<void> {
  const who = requirePermission(actor, "orders.note");
  await inTransaction(async (tx) => {
    const order = await lockAndRead(tx, orderId);
    await recordEvent(tx, who, {
      type: "order.noted",
      subject: { kind: "order", id: orderId, name: orderNumber(order) },
      orderId,
      at: new Date(),
      snapshot: {},
      personal: { snapshot: { text } },
      told: false,
    });
    announce(tx, "orders");
  });
}
