import { keepContents, lockContents } from "@/lib/checkout/change-cart";
import { readOffered } from "@/lib/checkout/queries";
import { refuse } from "@/lib/checkout/refusals";
import { requireRoom } from "@/lib/checkout/require";
import { withLine } from "@/lib/checkout/rules";
import { inTransaction } from "@/lib/db/transaction";
import { getShop } from "@/lib/settings/queries";

/**
 * Sets how many of a variant the cart holds; zero takes it out. Fewer is always possible, more only while there is enough.
 * Refuses `cart_gone`, `not_on_sale`, `not_yet`, `sold_out`, `only_left`, `limit_reached`.
 */
export async function setCartLine(
  token: string | undefined,
  { variantId, quantity }: { variantId: string; quantity: number },
): Promise<void> {
  const shop = await getShop();
  await inTransaction(async (tx) => {
    const cart = await lockContents(tx, token);
    const kept = cart.lines.find((line) => line.variantId === variantId) ?? refuse("not_on_sale", {});
    const offered = (await readOffered(tx, [variantId], cart.day, cart.id)).get(variantId);
    if (quantity > kept.quantity) {
      const wish = { wanted: quantity, inCart: kept.quantity };
      requireRoom(offered ?? refuse("not_on_sale", {}), wish, shop);
    }
    const seenPriceMinor = offered?.priceMinor ?? kept.seenPriceMinor;
    await keepContents(tx, { ...cart, lines: withLine(cart.lines, { variantId, quantity, seenPriceMinor }) });
  });
}
