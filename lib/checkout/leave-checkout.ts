import { findContents } from "@/lib/checkout/change-cart";
import { giveBackKept, readKept } from "@/lib/checkout/kept";
import { graceSeconds } from "@/lib/checkout/rules-of-holds";
import { announce, inTransaction } from "@/lib/db/transaction";
import { lockForCart } from "@/lib/stock/lock-current";

/**
 * Leaves checkout: what the cart behind a token holds goes back at once. `closed`: its tab was closed or loaded again, which looks the same from here;
 * then it goes back within seconds, unless the page is there again by then and asks for more time. What it was offered is its customer's until the offer's end all the same.
 * Does nothing for a cart that holds nothing.
 */
export async function leaveCheckout(token: string | undefined, { closed = false } = {}): Promise<void> {
  await inTransaction(async (tx) => {
    const cart = await findContents(tx, token);
    if (!cart) return;
    const { levelIds } = await readKept(tx, cart.id);
    if (levelIds.length === 0) return;
    if (!closed) return giveBackKept(tx, cart.id, levelIds);
    await lockForCart(tx, levelIds, cart.id);
    await tx.$executeRaw`
      UPDATE holds h SET ends_at = least(h.ends_at, greatest(holdfast_now() + make_interval(secs => ${graceSeconds}), (
               SELECT max(p.offered_until) FROM waiting_places p WHERE p.cart_id = h.cart_id AND p.level_id = h.level_id AND p.state = 'offered')))
       WHERE h.cart_id = ${cart.id}`;
    announce(tx, "stock");
  });
}
