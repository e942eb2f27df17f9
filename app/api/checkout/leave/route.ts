import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { apiRoute, refuseMethods } from "@/lib/web/api";
import { cartToken } from "@/lib/web/cart-cookie";
import { isSameOrigin } from "@/lib/web/same-origin";

export const dynamic = "force-dynamic";

/** A page of the checkout is left: for another, or (`?closed`) with its tab. Only from the shop's own pages, about this browser's cart. */
export const POST = apiRoute("POST /api/checkout/leave", "change_cart", async (request) => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  await leaveCheckout(await cartToken(), { closed: new URL(request.url).searchParams.has("closed") });
  return new Response(null, { status: 204 });
});

export const { GET, PUT, PATCH, DELETE } = refuseMethods("POST");
