import { fullName } from "@/lib/catalog/rules";
import { refuse } from "@/lib/checkout/refusals";
import { mostOf, mostUnits, type OfferedLine } from "@/lib/checkout/rules";
import { findPickupDay } from "@/lib/pickup/queries";
import { getShop, type Shop } from "@/lib/settings/queries";
import type { Day } from "@/lib/time";

/** The shop, if it takes orders. Refuses `shop_closed`. */
export async function requireOpen(): Promise<Shop> {
  const shop = await getShop();
  if (!shop.orderingOpen) refuse("shop_closed", { message: shop.closedMessage });
  return shop;
}

/** Refuses `day_closed` for a day that cannot be ordered for now. */
export async function requireDay(timezone: string, day: Day): Promise<void> {
  const found = await findPickupDay(timezone, day);
  if (!found?.orderable) refuse("day_closed", { day });
}

/** Refuses more of a variant than one order can have: `not_on_sale`, `sold_out`, `limit_reached`, `only_left`. */
export function requireRoom(offered: OfferedLine, wanted: number, inCart: number): void {
  if (wanted <= mostOf(offered)) return;
  const name = fullName(offered.itemName, offered.variantName);
  if (!offered.onSale) refuse("not_on_sale", {});
  if (offered.available <= 0) refuse("sold_out", { name });
  const limit = Math.min(offered.limitPerOrder ?? mostUnits, mostUnits);
  if (limit <= offered.available) refuse("limit_reached", { name, limit });
  refuse("only_left", { name, left: offered.available, inCart });
}
