import { keptOf } from "@/app/(shop)/checkout/kept";
import { nextDay } from "@/app/(shop)/visit";
import { holdCart } from "@/lib/checkout/hold-cart";
import { readCart } from "@/lib/checkout/queries";
import { getShop } from "@/lib/settings/queries";
import { addressOf, apiRoute, json, refuseMethods } from "@/lib/web/api";
import { cartToken } from "@/lib/web/cart-cookie";
import { inHand } from "@/lib/web/in-hand";
import { isSameOrigin } from "@/lib/web/same-origin";

export const dynamic = "force-dynamic";

/**
 * An open page of the checkout asks that this browser's cart is kept, and hears until when. Not an action: those wait for one another, and nothing that a
 * page does by itself may stand before "Place order". In a rush it waits in line with the orders, or comes again. Only from the shop's own pages.
 */
export const POST = apiRoute("POST /api/checkout/hold", "change_cart", async (request) => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const [token, fallback] = [await cartToken(), await nextDay()];
  await inHand(() => holdCart({ token, address: addressOf(request), fallback }));
  const cart = await readCart(token, fallback);
  return json(cart && !cart.order ? keptOf(cart, await getShop()) : { kept: null, mayKeep: false, partly: [] });
});

export const { GET, PUT, PATCH, DELETE } = refuseMethods("POST");
