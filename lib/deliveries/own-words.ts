import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Hours, Shop } from "@/lib/settings/queries";
import { type OrderLetter, type OwnWords, ownChangeOpening, wordsInForce } from "@/lib/settings/words";
import { fillWords } from "@/lib/settings/words-of-placeholders";
import { type Day, formatDay, formatShortDay, weekdayOf } from "@/lib/time";

/** What a message to a customer is made from. */
export type Telling = {
  order: OrderSnapshot;
  shop: Shop;
  hours: readonly Hours[];
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

/**
 * When to come on a pickup day: the order's time, or the shop's hours: "8 am to 1 pm", or "08:00–13:00" where English is not spoken; null where
 * there are neither.
 */
export function hoursWords({ order, hours, shop }: Pick<Telling, "order" | "hours" | "shop">): string | null {
  if (order.slot) return timeWords(order.slot, shop.locale);
  const open = openOn(order.pickupDay, hours);
  return open && timeWords({ startsMinute: open.opensMinute, endsMinute: open.closesMinute }, shop.locale);
}

/** The opening hours of a day's weekday; null on one that is closed. */
export function openOn(day: Day, hours: readonly Hours[]): Hours | null {
  return hours.find((row) => row.weekday === weekdayOf(day)) ?? null;
}

function filled(words: string, { order, shop, hours }: Telling, dayWords: typeof formatDay): string {
  const day = dayWords(order.pickupDay, order.locale);
  // Words that say the hours themselves do not get the time twice.
  const pickup = order.slot && !words.includes("{hours}") ? `${day}, ${timeWords(order.slot, shop.locale)}` : day;
  return fillWords(words, {
    name: firstName(order),
    number: orderNumber(order),
    pickup,
    hours: hoursWords({ order, hours, shop }) ?? "while we are open",
    total: formatMoney(order.totalMinor, order.currency, order.locale),
    shop: shop.name,
  }).trimEnd();
}

/** The name to greet with. */
function firstName(order: OrderSnapshot): string {
  return order.customer.name.trim().split(/\s+/)[0] ?? "";
}
