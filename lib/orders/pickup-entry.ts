import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { calendarEntry } from "@/lib/pickup/calendar-entry";
import type { Shop } from "@/lib/settings/queries";

type Around = {
  shop: Shop;
  /** Of the pickup day, in minutes from midnight; null where the shop says none. */
  hours: { opensMinute: number; closesMinute: number } | null;
  /** The shop's address, without a slash at its end. */
  appUrl: string;
  /** When the order was so. */
  at: Date;
};

/**
 * The pickup of an order as a calendar file. Its entry goes by the order's id and revision: a changed order changes it, a cancelled one takes it out.
 */
export function pickupEntry(order: OrderSnapshot, { shop, hours, appUrl, at }: Around): string {
  const number = orderNumber(order);
  const lines = order.lines.map(
    (line) => `${line.quantity} × ${[line.itemName, line.variantName].filter(Boolean).join(", ")}`,
  );
  const hints = [shop.directions, shop.paymentNote].filter(Boolean).join(" ");
  return calendarEntry({
    uid: order.id,
    sequence: order.revision,
    cancelled: order.status === "cancelled",
    organizer: { name: shop.name, uri: shop.email ? `mailto:${encodeURI(shop.email)}` : appUrl },
    title: `Collect order ${number}, ${shop.name}`,
    notes: [`Say ${number} at the counter.`, ...lines, hints].filter(Boolean).join("\n"),
    place: shop.address,
    url: `${appUrl}/orders/${order.token}`,
    day: order.pickupDay,
    hours,
    time: order.slot,
    timezone: shop.timezone,
    at,
  });
}
