import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { type OpenDays, whenWords } from "@/lib/pickup/rules-of-hours";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Shop } from "@/lib/settings/queries";
import { type OrderLetter, type OwnWords, ownChangeOpening, wordsInForce } from "@/lib/settings/words";
import { fillWords } from "@/lib/settings/words-of-placeholders";
import { formatDay, formatShortDay } from "@/lib/time";

/** What a message to a customer is made from. */
export type Telling = {
  order: OrderSnapshot;
  shop: Shop;
  days: OpenDays;
  /** Whether the customer did what it tells of. */
  own?: boolean | undefined;
};

/** The words of a letter to a customer, the shop's own or ours, with everything filled in. */
export function letterWords(kind: OrderLetter, telling: Telling): Omit<OwnWords, "text"> {
  const { subject, opening, closing } = wordsInForce(kind, telling.shop.messageWords);
  const fill = (words: string) => filled(words, telling, formatDay);
  const opens = kind === "changed" && telling.own ? ownChangeOpening : opening;
  return { subject: fill(subject), opening: fill(opens), closing: fill(closing) };
}

/** The news in a text to a customer: the shop's own words, or ours. */
export function newsWords(kind: OrderLetter, telling: Telling): string {
  const { text } = wordsInForce(kind, telling.shop.messageWords);
  return filled(text, telling, formatShortDay);
}

function filled(words: string, { order, shop, days }: Telling, dayWords: typeof formatDay): string {
  const day = dayWords(order.pickupDay, order.locale);
  // Words that say the hours themselves do not get the time twice.
  const pickup = order.slot && !words.includes("{hours}") ? `${day}, ${timeWords(order.slot, shop.locale)}` : day;
  return fillWords(words, {
    name: firstName(order),
    number: orderNumber(order),
    pickup,
    hours: whenWords(order, days, shop.locale) || "while we are open",
    total: formatMoney(order.totalMinor, order.currency, order.locale),
    shop: shop.name,
  }).trimEnd();
}

/** The name to greet with. */
function firstName(order: OrderSnapshot): string {
  return order.customer.name.trim().split(/\s+/)[0] ?? "";
}
