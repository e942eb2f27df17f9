import type { Visit } from "@/app/(shop)/visit";
import type { OpenOrder } from "@/components/cart/add-to-order";
import { orderNumber } from "@/lib/orders/number";
import { findOwnUntil } from "@/lib/orders/own-until";
import { findSnapshotByToken } from "@/lib/orders/queries";
import { formatDay } from "@/lib/time";
import { lastOrderToken } from "@/lib/web/order-cookie";

/** The order that this browser knows, if what is in the cart can be added to it: for the same day, and it may be changed. */
export async function findOrderToAddTo({ shop, cart, days, missed }: Visit): Promise<OpenOrder | null> {
  const token = await lastOrderToken();
  if (!token || !cart?.day || missed) return null;
  const order = await findSnapshotByToken(token);
  if (!order || order.pickupDay !== cart.day) return null;
  if (!days.some(({ day, orderable }) => day === cart.day && orderable)) return null;
  if (!(await findOwnUntil(order)).change) return null;
  return { number: orderNumber(order), token, dayWords: formatDay(order.pickupDay, shop.locale) };
}
