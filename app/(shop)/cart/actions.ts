"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { fitCart } from "@/lib/checkout/fit-cart";
import { requireCheckout } from "@/lib/checkout/require-checkout";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { addToOrderInput } from "@/lib/orders/own-change-input";
import { formAction } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { cartToken } from "@/lib/web/cart-cookie";
import { refuseInCrowd } from "@/lib/web/crowd";
import { inHand } from "@/lib/web/in-hand";
import { keepOrderToken } from "@/lib/web/order-cookie";
import { pathBack } from "@/lib/web/path-back";
import { throttle } from "@/lib/web/throttle";
import { returnWithoutScript } from "@/lib/web/without-script";

/** "Add to order FB-201", in the cart and at checkout: once, since the cart is spent on it. */
export const addToOrder = formAction("add to one's own order", addToOrderInput, async (input) => {
  await refuseInCrowd();
  await throttle("place_order", await peerAddress());
  const { token, expectedTotal: expectedTotalMinor } = input;
  const cookie = await cartToken();
  const { order, repeated } = await inHand(async () => {
    const cartId = await requireCheckout(cookie, input.cart);
    return addCartToOrder({ kind: "customer" }, { cartId, token, expectedTotalMinor });
  });
  await keepOrderToken(order.token);
  redirect(`/orders/${order.token}?seen=${repeated ? "added-before" : "added"}`);
});

/** Sets the cart to what can be had, in the cart and at checkout. */
export const fit = formAction("fit the cart", z.object({}), async (_, form) => {
  await fitCart(await cartToken());
  refresh();
  await returnWithoutScript(pathBack(form));
});
