"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { fitCart } from "@/lib/checkout/fit-cart";
import { formAction } from "@/lib/web/action";
import { cartToken } from "@/lib/web/cart-cookie";
import { pathBack } from "@/lib/web/path-back";
import { returnWithoutScript } from "@/lib/web/without-script";

/** Sets the cart to what can be had, in the cart and at checkout. */
export const fit = formAction("fit the cart", z.object({}), async (_, form) => {
  await fitCart(await cartToken());
  refresh();
  await returnWithoutScript(pathBack(form));
});
