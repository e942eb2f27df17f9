import type { ToldKept } from "@/components/checkout/kept-for-you";
import type { CartView } from "@/lib/checkout/queries";
import { checkoutMinutes, holdTime } from "@/lib/checkout/rules-of-holds";
import type { Shop } from "@/lib/settings/queries";
import { takesOrders } from "@/lib/settings/rules-of-ordering";
import { formatTime } from "@/lib/time";

/** Whether checkout tells of what is kept: a shop may keep nothing for checkouts, and yet what somebody was offered. */
export function mayBeKept({ hold }: CartView, { holdMinutes }: Shop): boolean {
  return holdMinutes > 0 || hold.until !== null;
}

/** What a cart holds, as the page of the checkout counts it down. */
export function keptOf({ hold, lines, waitsForCode }: CartView, shop: Shop): ToldKept {
  const { holdMinutes, locale, timezone } = shop;
  const { until, since, now } = hold;
  const partly = lines.filter((line) => line.own < line.quantity && line.most >= line.quantity);
  return {
    kept: until && {
      until: until.toISOString(),
      now: now.toISOString(),
      untilWords: formatTime(until, locale, timezone),
      seconds: checkoutMinutes(holdMinutes) * 60,
      longest: new Date((since ?? now).getTime() + 2 * holdMinutes * 60_000).toISOString(),
    },
    mayKeep: takesOrders(shop, now) && !waitsForCode && holdTime(now, since, holdMinutes) !== null,
    partly: until ? partly.map((line) => `${line.own} of your ${line.quantity} ${line.itemName}`) : [],
  };
}
