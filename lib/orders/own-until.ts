import { readOffer } from "@/lib/orders/offer";
import { mayChangeOwn } from "@/lib/orders/rules-of-own-change";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";

type Order = Pick<OrderSnapshot, "status" | "pickupDay">;

/** The last moment at which customers can change an order themselves; null where they may not, or no longer. Read without a lock. */
export async function findOwnUntil(
  { status, pickupDay }: Order,
  { customerChange }: Pick<Shop, "customerChange">,
): Promise<Date | null> {
  if (!mayChangeOwn(status, customerChange)) return null;
  const { lastMoment, readAt } = await readOffer(pickupDay, {});
  return readAt < lastMoment.getTime() ? lastMoment : null;
}
