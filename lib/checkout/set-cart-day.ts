import { findContents, keepContents } from "@/lib/checkout/change-cart";
import { requireDay } from "@/lib/checkout/require";
import { inTransaction } from "@/lib/db/transaction";
import { getShop } from "@/lib/settings/queries";
import type { Day } from "@/lib/time";

/**
 * Makes the cart, if there is one, one for another pickup day. Nothing is taken out of it: what is short that day shows when
 * the cart is read. Refuses `day_closed`.
 */
export async function setCartDay(token: string | undefined, day: Day): Promise<void> {
  const shop = await getShop();
  await requireDay(shop.timezone, day);
  await inTransaction(async (tx) => {
    const cart = await findContents(tx, token);
    if (cart) await keepContents(tx, { ...cart, day });
  });
}
