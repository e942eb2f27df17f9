import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import type { DeliveryChannel, DeliveryState } from "@/lib/deliveries/status";

/** What is left of a message whose record was taken out. */
export type PrunedMessage = {
  eventId: string;
  eventType: string;
  channel: DeliveryChannel;
  state: DeliveryState;
  settledAt: Date;
};

/** What went out about an order and is no longer recorded, oldest first. */
export async function listPrunedOfOrder(orderId: string): Promise<PrunedMessage[]> {
  const select = {
    eventId: true,
    channel: true,
    state: true,
    settledAt: true,
    event: { select: { type: true } },
  } as const;
  try {
    const found = await db().prunedDelivery.findMany({
      where: { orderId },
      orderBy: { settledAt: "asc" },
      take: 200,
      select,
    });
    return found.map(({ event, ...message }) => ({ ...message, eventType: event.type }));
  } catch (error) {
    throw translateTrouble(error);
  }
}
