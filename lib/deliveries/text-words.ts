import { appUrl } from "@/lib/deliveries/channels/settings";
import { fitText } from "@/lib/deliveries/segments";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";
import { formatShortDay } from "@/lib/time";

export type CustomerNews = "placed" | "ready" | "cancelled";

/** What a customer reads on the phone: the shop's name, the news, the order's link; at most two segments. */
export function textWords(news: CustomerNews, order: OrderSnapshot, shop: Shop): string {
  return fitText(shop.name, `: ${said[news](order)} ${appUrl()}/orders/${order.token}`);
}

const said: Record<CustomerNews, (order: OrderSnapshot) => string> = {
  placed: (order) => `order ${orderNumber(order)} is in. Collect ${formatShortDay(order.pickupDay, order.locale)}.`,
  ready: (order) => `order ${orderNumber(order)} is ready to collect.`,
  cancelled: (order) => `order ${orderNumber(order)} is cancelled.`,
};
