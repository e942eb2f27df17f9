import type { ToldKept } from "@/components/checkout/kept-for-you";
import type { CartView } from "@/lib/checkout/queries";
import { holdTime } from "@/lib/checkout/rules-of-holds";
import type { Shop } from "@/lib/settings/queries";
import { takesOrders } from "@/lib/settings/rules-of-ordering";
import { formatTime } from "@/lib/time";

/** What a cart holds, as the page of the checkout counts it down. */
export function keptOf({ hold, lines }: CartView, shop: Shop): ToldKept {
  const { holdMinutes, locale, timezone } = shop;
  const { until, since, now } = hold;
  const partly = lines.filter((line) => line.own < line.quantity && line.most >= line.quantity);
  return {
    kept: until && {
      until: until.toISOString(),
      now: now.toISOString(),
      untilWords: formatTime(until, locale, timezone),
      seconds: holdMinutes * 60,
      longest: new Date((since ?? now).getTime() + 2 * holdMinutes * 60_000).toISOString(),
    },
    mayKeep: takesOrders(shop, now) && holdTime(now, since, holdMinutes) !== null,
    partly: until ? partly.map((line) => `${line.own} of your ${line.quantity} ${line.itemName}`) : [],
  };
}
