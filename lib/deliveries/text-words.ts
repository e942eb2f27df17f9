import { appUrl } from "@/lib/deliveries/channels/settings";
import { newsWords } from "@/lib/deliveries/own-words";
import { fitText } from "@/lib/deliveries/segments";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";
import type { MessageKind } from "@/lib/settings/words";

export type CustomerNews = MessageKind;

/** What a customer reads on the phone: the shop's name, the news, the order's link; at most two segments. */
export function textWords(news: CustomerNews, order: OrderSnapshot, shop: Shop): string {
  return fitText(shop.name, `: ${newsWords(news, order, shop)} ${appUrl()}/orders/${order.token}`);
}
