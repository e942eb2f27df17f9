import { fullName } from "@/lib/catalog/rules";
import type { Place } from "@/lib/catalog/words-of-drops";
import { refuse } from "@/lib/checkout/refusals";
import { mostOf, mostUnits, type OfferedLine } from "@/lib/checkout/rules";
import { findPickupDay } from "@/lib/pickup/queries";
import { getShop, type Shop } from "@/lib/settings/queries";
import { orderingAt } from "@/lib/settings/rules-of-ordering";
import type { Day } from "@/lib/time";

/** The shop, if it takes orders. Refuses `shop_closed` and `paused`. */
export async function requireOpen(): Promise<Shop> {
  const shop = await getShop();
  const now = new Date();
  const { open, closedMessage, pausedUntil, pausedMessage: message } = orderingAt(shop, now);
  if (!open) refuse("shop_closed", { message: closedMessage });
  const { locale, timezone } = shop;
  if (pausedUntil !== null) refuse("paused", { until: pausedUntil, now: now.getTime(), message, locale, timezone });
  return shop;
}

/** Refuses `day_closed` for a day that cannot be ordered for now. */
export async function requireDay(timezone: string, day: Day): Promise<void> {
  const found = await findPickupDay(timezone, day);
  if (!found?.orderable) refuse("day_closed", { day });
}

/** Units of a variant that somebody wants in their cart, and how many are in it. */
type Wish = { wanted: number; inCart: number };

/** Refuses more of a variant than one order can have: `not_on_sale`, `not_yet`, `sold_out`, `limit_reached`, `only_left`. */
export function requireRoom(offered: OfferedLine, { wanted, inCart }: Wish, place: Place): void {
  if (wanted <= mostOf(offered)) return;
  const name = fullName(offered.itemName, offered.variantName);
  if (offered.opensAt !== null)
    refuse("not_yet", { name, opensAt: offered.opensAt, locale: place.locale, timezone: place.timezone });
  if (!offered.onSale) refuse("not_on_sale", {});
  if (offered.available <= 0) refuse("sold_out", { name });
  const limit = Math.min(offered.limitPerOrder ?? mostUnits, mostUnits);
  if (limit <= offered.available) refuse("limit_reached", { name, limit });
  refuse("only_left", { name, left: offered.available, inCart });
}
