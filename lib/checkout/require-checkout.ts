import { tokenHash } from "@/lib/checkout/cart-token";
import { refuse } from "@/lib/checkout/refusals";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

/**
 * The cart that a checkout form is about: this browser's own, or one that has become an order, so that a form sent again shows
 * that order, also once the browser has another cart. A spent cart is shown to whoever names it: its id is a secret that only its
 * customer's pages carry (`newCartId`). Refuses `cart_changed` where the form shows another cart than the browser has now, and `cart_gone`.
 */
export async function requireCheckout(token: string | undefined, formCartId: string): Promise<string> {
  const hash = tokenHash(token);
  const asked = /^\w{1,40}$/.test(formCartId) ? formCartId : "";
  try {
    const carts = await db().cart.findMany({
      where: { channel: "web", OR: [{ id: asked }, ...(hash ? [{ tokenHash: hash }] : [])] },
      select: { id: true, tokenHash: true, orderId: true },
    });
    const shown = carts.find((cart) => cart.id === asked);
    if (shown && (shown.orderId || shown.tokenHash === hash)) return shown.id;
    return refuse(carts.length > 0 ? "cart_changed" : "cart_gone", {});
  } catch (error) {
    throw translateTrouble(error);
  }
}
