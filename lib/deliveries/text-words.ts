import { appUrl } from "@/lib/deliveries/channels/settings";
import { newsWords } from "@/lib/deliveries/own-words";
import { customerText } from "@/lib/deliveries/rules-of-segments";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";
import type { MessageKind } from "@/lib/settings/words";

export type CustomerNews = MessageKind;

/** What a customer reads on the phone: the shop's name, the number, the news, the order's link; at most two segments. */
export function textWords(news: CustomerNews, order: OrderSnapshot, shop: Shop): string {
  const words = newsWords(news, order, shop);
  return customerText({
    shop: shop.name,
    number: orderNumber(order),
    words,
    link: `${appUrl()}/orders/${order.token}`,
  });
}
