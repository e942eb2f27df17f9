import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";
import { fillWords, type MessageKind, ourWords } from "@/lib/settings/words";
import { formatDay, formatShortDay } from "@/lib/time";

/** The subject of a mail to a customer: the shop's own, or ours. */
export function subjectWords(kind: MessageKind, order: OrderSnapshot, shop: Shop): string {
  return filled(shop.messageWords[kind].subject || ourWords[kind].subject, order, shop);
}

/** What the shop says at the end of a mail to a customer; empty if it says nothing. */
export function closingWords(kind: MessageKind, order: OrderSnapshot, shop: Shop): string {
  return filled(shop.messageWords[kind].closing, order, shop);
}

/** The news in a text to a customer: the shop's own words, or ours. */
export function newsWords(kind: MessageKind, order: OrderSnapshot, shop: Shop): string {
  const day = formatShortDay(order.pickupDay, order.locale);
  return filled(shop.messageWords[kind].text || ourWords[kind].text, order, shop, day);
}

function filled(
  words: string,
  order: OrderSnapshot,
  shop: Shop,
  day = formatDay(order.pickupDay, order.locale),
): string {
  const total = formatMoney(order.totalMinor, order.currency, order.locale);
  const name = order.customer.name.trim().split(/\s+/)[0] ?? "";
  return fillWords(words, { name, number: orderNumber(order), day, total, shop: shop.name }).replace(/\s+$/, "");
}
