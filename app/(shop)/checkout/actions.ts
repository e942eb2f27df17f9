"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { keepCart, keepCartIfNotBusy } from "@/app/(shop)/checkout/keep-cart";
import { orAskCode } from "@/app/(shop)/checkout/or-ask-code";
import { shopOrNew } from "@/app/(shop)/visit";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { readCart } from "@/lib/checkout/queries";
import { requireCheckout } from "@/lib/checkout/require-checkout";
import { saveDraft } from "@/lib/checkout/save-draft";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { checkoutInput, tellOf } from "@/lib/orders/input";
import { placeOrder } from "@/lib/orders/place-order";
import { type FormState, formAction, formOf } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { cartToken } from "@/lib/web/cart-cookie";
import { holdsUpOthers, refuseInCrowd } from "@/lib/web/crowd";
import { inHand } from "@/lib/web/in-hand";
import { keepOrderToken } from "@/lib/web/order-cookie";
import { unlessOutage } from "@/lib/web/outage";
import { pathBack } from "@/lib/web/path-back";
import { throttle } from "@/lib/web/throttle";
import { refuseTrapped } from "@/lib/web/trap";
import { returnWithoutScript } from "@/lib/web/without-script";

/** "Place order". What was typed stays with the cart when it is refused. */
export async function place(previous: FormState, sent: FormData): Promise<FormState> {
  const form = formOf(sent);
  const { country } = await shopOrNew();
  form.set("tell", tellOf(form));
  const send = formAction("place an order", checkoutInput(country, whatSends().text), async (contact) => {
    await refuseInCrowd();
    const from = await peerAddress();
    await throttle("place_order", from);
    await refuseTrapped(form);
    const [cookie, cart] = [await cartToken(), String(form.get("cart"))];
    const placing = () =>
      inHand(async () => {
        const cartId = await requireCheckout(cookie, cart);
        return placeOrder({ kind: "customer" }, { key: { cartId }, from, ...contact });
      });
    const { token, repeated, differs } = await orAskCode(form, { from, ...contact }, placing);
    await keepOrderToken(token);
    redirect(`/orders/${token}${repeated ? `?seen=${differs ? "differs" : "repeated"}` : ""}`);
  });
  const state = await send(previous, form);
  // Who is sent away for a moment costs the shop nothing more: the page keeps what was typed.
  if (state.refusal?.code === "busy") return state;
  if (state.refusal && (await holdsUpOthers())) return { ...state, later: true };
  await unlessOutage(async () => saveDraft(await cartToken(), state.typed ?? {}));
  if (state.refusal) refresh();
  return state;
}

/** "Check out", in the cart: what is in it is kept from now on. A cart that waits for a code gets it first. */
export const enter = formAction("enter checkout", z.object({}), async () => {
  await keepCartIfNotBusy();
  const cart = await readCart(await cartToken(), null);
  redirect(cart?.waitsForCode ? "/checkout/contact" : "/checkout");
});

/** Keeps what is in the cart, or keeps it longer: on arriving at checkout, and when asked. */
export const keep = formAction("keep a cart", z.object({}), async (_, form) => {
  await keepCart();
  refresh();
  await returnWithoutScript(pathBack(form));
});

/** Gives back what is kept, and goes back to the cart. */
export const leave = formAction("leave checkout", z.object({}), async () => {
  await throttle("change_cart", await peerAddress());
  await leaveCheckout(await cartToken());
  redirect("/cart");
});
