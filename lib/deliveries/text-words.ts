import { appUrl } from "@/lib/deliveries/channels/settings";
import { newsWords, type Telling } from "@/lib/deliveries/own-words";
import { customerText } from "@/lib/deliveries/rules-of-segments";
import { orderNumber } from "@/lib/orders/number";
import type { OrderLetter } from "@/lib/settings/words";

export type CustomerNews = OrderLetter;

/** What a customer reads on the phone: the shop's name, the number, the news, the order's link; at most two segments. */
export function textWords(news: CustomerNews, telling: Telling): string {
  const { order, shop } = telling;
  return customerText({
    shop: shop.name,
    number: orderNumber(order),
    words: newsWords(news, telling),
    link: `${appUrl()}/orders/${order.token}`,
  });
}
