import { appUrl } from "@/lib/deliveries/channels/settings";
import { fitText } from "@/lib/deliveries/segments";
import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";
import { formatShortDay } from "@/lib/time";

export type CustomerNews = "placed" | "ready" | "changed" | "cancelled";

/** What a customer reads on the phone: the shop's name, the news, the order's link; at most two segments. */
export function textWords(news: CustomerNews, order: OrderSnapshot, shop: Shop): string {
  return fitText(shop.name, `: ${said[news](order)} ${appUrl()}/orders/${order.token}`);
}

const said: Record<CustomerNews, (order: OrderSnapshot) => string> = {
  placed: (order) => `order ${orderNumber(order)} is in. Collect ${formatShortDay(order.pickupDay, order.locale)}.`,
  ready: (order) => `order ${orderNumber(order)} is ready to collect.`,
  changed: (order) =>
    `order ${orderNumber(order)} was changed: ${formatMoney(order.totalMinor, order.currency, order.locale)}, collect ${formatShortDay(order.pickupDay, order.locale)}.`,
  cancelled: (order) => `order ${orderNumber(order)} is cancelled.`,
};
