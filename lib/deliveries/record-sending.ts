import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { recordEvent } from "@/lib/history/record-event";
import { orderNumber } from "@/lib/orders/number";

type Sending = {
  type: "delivery.sent_again" | "delivery.confirmation_sent" | "delivery.marked_arrived";
  deliveryId: string;
  bytes: { channel: DeliveryChannel; place: string; address: string; orderId: string | null };
};

/** Writes into the history that somebody sent a message once more, or knows that it arrived. The address of a customer stands in the part that can be erased. */
export async function recordSending(tx: Tx, actor: Actor, { type, deliveryId, bytes }: Sending): Promise<void> {
  const { channel, place, address, orderId } = bytes;
  const order = orderId && (await tx.order.findUnique({ where: { id: orderId }, select: numberFields }));
  const subject =
    orderId && order
      ? { kind: "order" as const, id: orderId, name: orderNumber(order) }
      : { kind: "shop" as const, id: deliveryId, name: "a message" };
  await recordEvent(tx, actor, {
    ...{ type, subject, at: await timeOf(tx), told: false, ...(orderId && { orderId }) },
    snapshot: { deliveryId, channel, place },
    personal: { snapshot: place === "customer" ? { address } : {} },
  });
}

const numberFields = { number: true, numberPrefix: true } as const;

type Many = { deliveryIds: readonly string[]; asked: Readonly<Record<string, string>> };

/** Writes into the history that somebody sent many at once, and how they were chosen. */
export async function recordManySent(tx: Tx, actor: Actor, { deliveryIds, asked }: Many): Promise<void> {
  const name = deliveryIds.length === 1 ? "1 message" : `${deliveryIds.length} messages`;
  await recordEvent(tx, actor, {
    ...{ type: "delivery.many_sent_again", at: await timeOf(tx) },
    subject: { kind: "shop", id: deliveryIds[0]!, name },
    snapshot: { deliveryIds: [...deliveryIds], ...asked },
  });
}

async function timeOf(tx: Tx): Promise<Date> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  return at;
}
