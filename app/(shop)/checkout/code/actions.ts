"use server";

import { redirect } from "next/navigation";
import { keepCode } from "@/app/(shop)/checkout/keep-code";
import { loadVisit } from "@/app/(shop)/visit";
import { requireCheckout } from "@/lib/checkout/require-checkout";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { checkoutInput } from "@/lib/orders/input";
import { placeOrder } from "@/lib/orders/place-order";
import { askCode } from "@/lib/people/ask-code";
import { confirmCode } from "@/lib/people/confirm-code";
import { codeInput, contactInput, type Reached } from "@/lib/people/input";
import { type FormState, formAction, formOf } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { cartToken } from "@/lib/web/cart-cookie";
import { refuseInCrowd } from "@/lib/web/crowd";
import { inHand } from "@/lib/web/in-hand";
import { keepOrderToken } from "@/lib/web/order-cookie";
import { throttle } from "@/lib/web/throttle";

/** What was typed at checkout, as it was kept with the cart; back to the checkout if it is not whole. */
async function typedContact() {
  const { shop, cart } = await loadVisit();
  const typed = cart && checkoutInput(shop.country, whatSends().text).safeParse(cart.draft);
  return typed?.success ? typed.data : redirect("/checkout");
}

/** Where the code went: the email if one was typed, else the number. */
async function sentTo(): Promise<Reached> {
  const { shop, cart } = await loadVisit();
  const typed = contactInput(shop.country, whatSends().text).safeParse(cart?.draft.email || cart?.draft.phone);
  return typed.success ? typed.data : redirect("/checkout");
}

/** The code was typed: with the right one the order is placed. Who is sent away for a moment has used none up, and sends the same again. */
export async function confirmAndPlace(previous: FormState, sent: FormData): Promise<FormState> {
  const form = formOf(sent);
  const send = formAction("confirm a contact", codeInput, async ({ code }) => {
    await refuseInCrowd();
    const [from, cookie, cart] = [await peerAddress(), await cartToken(), String(form.get("cart"))];
    await throttle("confirm_code", from);
    const expectedTotalMinor = Number(form.get("expectedTotal")) || undefined;
    const { token } = await inHand(async () => {
      const cartId = await requireCheckout(cookie, cart);
      await confirmCode({ cartId, code });
      const order = { ...(await typedContact()), expectedTotalMinor, key: { cartId }, from };
      return placeOrder({ kind: "customer" }, order);
    });
    await keepOrderToken(token);
    redirect(`/orders/${token}`);
  });
  return keepCode(await send(previous, form), form);
}

/** Another code, to the same contact. */
export async function sendAnother(previous: FormState, form: FormData): Promise<FormState> {
  const send = formAction("ask for a code", codeInput.omit({ code: true }), async (_, asked) => {
    await throttle("ask_code", await peerAddress());
    const cartId = await requireCheckout(await cartToken(), String(asked.get("cart")));
    const { email, phone } = await sentTo();
    await askCode({ kind: "customer" }, { cartId, email, phone });
    return { done: true, message: "Another code is on its way. The one before no longer counts." };
  });
  return send(previous, form);
}
