import type { Tx } from "@/lib/db/transaction";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { renderEmail } from "@/lib/deliveries/emails/render";
import { plan } from "@/lib/deliveries/plan-messages";
import { orderNumber } from "@/lib/orders/number";
import { readShop } from "@/lib/settings/queries";

type Dead = Pick<ClaimedDelivery, "id" | "eventId" | "orderId" | "channel" | "place" | "destinationId" | "address">;

/**
 * Tells the shop by email that a delivery was given up. Never about a mail to the shop itself, which would go round in a
 * circle, and at most once a day about one destination.
 */
export async function tellOfDead(tx: Tx, dead: Dead, why: string): Promise<void> {
  if (dead.channel === "email" && dead.place !== "customer") return;
  const shop = await readShop(tx);
  if (!shop.email) return;
  if (dead.destinationId && (await toldToday(tx, dead.destinationId))) return;
  const number = await numberOf(tx, dead.orderId);
  const mail = await renderEmail.delivery_dead({ ...dead, why, number }, shop);
  const notice = { channel: "email", place: `trouble:${dead.id}`, address: shop.email, ...mail } as const;
  await plan(tx, [notice], { eventId: dead.eventId, orderId: dead.orderId });
}

async function toldToday(tx: Tx, destinationId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ told: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM deliveries AS dead JOIN deliveries AS notice ON notice.event_id = dead.event_id AND notice.place = 'trouble:' || dead.id
       WHERE dead.destination_id = ${destinationId} AND notice.created_at > holdfast_now() - interval '1 day') AS told`;
  return row?.told ?? false;
}

async function numberOf(tx: Tx, orderId: string | null): Promise<string | null> {
  if (!orderId) return null;
  const order = await tx.order.findUnique({ where: { id: orderId }, select: { number: true, numberPrefix: true } });
  return order && orderNumber(order);
}
