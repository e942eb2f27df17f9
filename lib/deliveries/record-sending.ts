import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import type { CopiedBytes } from "@/lib/deliveries/store-copy";
import { recordEvent } from "@/lib/history/record-event";
import { orderNumber } from "@/lib/orders/number";

type Sending = {
  type: "delivery.sent_again" | "delivery.confirmation_sent" | "delivery.marked_arrived";
  at: Date;
  deliveryId: string;
  bytes: Pick<CopiedBytes, "channel" | "place" | "address" | "orderId">;
  order: { number: number; numberPrefix: string } | null;
};

/** Writes into the history that somebody sent a message once more, or knows that it arrived. The address of a customer stands in the part that can be erased. */
export async function recordSending(
  tx: Tx,
  actor: Actor,
  { type, at, deliveryId, bytes, order }: Sending,
): Promise<void> {
  const { channel, place, address, orderId } = bytes;
  const subject =
    orderId && order
      ? { kind: "order" as const, id: orderId, name: orderNumber(order) }
      : { kind: "shop" as const, id: deliveryId, name: "a message" };
  await recordEvent(tx, actor, {
    ...{ type, subject, at, told: false, ...(orderId && { orderId }) },
    snapshot: { deliveryId, channel, place },
    personal: { snapshot: place === "customer" ? { address } : {} },
  });
}
