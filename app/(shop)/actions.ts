"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { addInput, cartDayInput, lineInput } from "@/lib/checkout/input";
import { setCartDay } from "@/lib/checkout/set-cart-day";
import { setCartLine } from "@/lib/checkout/set-cart-line";
import { formAction } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { cartToken, keepCartToken } from "@/lib/web/cart-cookie";
import { forDay, pathBack } from "@/lib/web/path-back";
import { throttle } from "@/lib/web/throttle";
import { returnWithoutScript } from "@/lib/web/without-script";

/** "Add to cart", on a card and on an item's page. */
export const add = formAction("add to cart", addInput, async (addition, form) => {
  await throttle("change_cart", await peerAddress());
  const { token } = await addToCart(await cartToken(), addition);
  await keepCartToken(token);
  refresh();
  await returnWithoutScript(pathBack(form));
});

/** A stepper, on a card, in the cart and at checkout. */
export const setLine = formAction("set a cart line", lineInput, async (line, form) => {
  await throttle("change_cart", await peerAddress());
  await setCartLine(await cartToken(), line);
  refresh();
  await returnWithoutScript(pathBack(form));
});

/** A pickup day: the page opens for it, and the cart follows. */
export const chooseDay = formAction("choose a day", cartDayInput, async ({ day }, form) => {
  await throttle("change_cart", await peerAddress());
  await setCartDay(await cartToken(), day);
  redirect(forDay(pathBack(form), day));
});
