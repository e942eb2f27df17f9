import { keepContents, lockOrOpen } from "@/lib/checkout/change-cart";
import { readOffered } from "@/lib/checkout/queries";
import { refuse } from "@/lib/checkout/refusals";
import { requireDay, requireOpen, requireRoom } from "@/lib/checkout/require";
import { type KeptLine, mostLines, withLine } from "@/lib/checkout/rules";
import { inTransaction } from "@/lib/db/transaction";
import type { Day } from "@/lib/time";

export type Addition = { variantId: string; quantity: number; day: Day };

/**
 * Puts units of a variant into the cart behind a token, or into a new one, and makes the cart one for that day. Promises nothing.
 * Returns the token of the cart and how many of the variant it now holds. Refuses `shop_closed`, `paused`, `day_closed`, `not_on_sale`, `not_yet`,
 * `sold_out`, `only_left`, `limit_reached`, `cart_full`.
 */
export async function addToCart(
  token: string | undefined,
  { variantId, quantity, day }: Addition,
): Promise<{ token: string; quantity: number }> {
  const shop = await requireOpen();
  await requireDay(shop.timezone, day);
  return inTransaction(async (tx) => {
    const cart = await lockOrOpen(tx, token);
    const offered = (await readOffered(tx, [variantId], day, cart.id)).get(variantId) ?? refuse("not_on_sale", {});
    const wanted = inCart(cart.lines, variantId) + quantity;
    requireRoom(offered, { wanted, inCart: wanted - quantity }, shop);
    const lines = withLine(cart.lines, { variantId, quantity: wanted, seenPriceMinor: offered.priceMinor });
    if (lines.length > mostLines) refuse("cart_full", {});
    await keepContents(tx, { id: cart.id, day, lines });
    return { token: cart.token, quantity: wanted };
  });
}

function inCart(lines: readonly KeptLine[], variantId: string): number {
  return lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
}
