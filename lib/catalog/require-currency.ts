import { refuse } from "@/lib/catalog/refusals";
import { getShop, type Shop } from "@/lib/settings/queries";

/** The shop, if its currency is still the one that prices were typed in. Refuses `currency_changed`. */
export async function requireCurrency(currency: string): Promise<Shop> {
  const shop = await getShop();
  if (shop.currency !== currency) refuse("currency_changed", { currency: shop.currency });
  return shop;
}
