import { findContents } from "@/lib/checkout/change-cart";
import { giveBackKept, readKept } from "@/lib/checkout/kept";
import { graceSeconds } from "@/lib/checkout/rules-of-holds";
import { announce, inTransaction } from "@/lib/db/transaction";
import { lockForCart } from "@/lib/stock/lock-current";

/**
 * Leaves checkout: what the cart behind a token holds goes back at once. `closed`: its tab was closed or loaded again, which looks the same from here;
 * then it goes back within seconds, unless the page is there again by then and asks for more time. Does nothing for a cart that holds nothing.
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
      UPDATE holds SET ends_at = least(ends_at, holdfast_now() + make_interval(secs => ${graceSeconds})) WHERE cart_id = ${cart.id}`;
    announce(tx, "stock");
  });
}
