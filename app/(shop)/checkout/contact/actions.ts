"use server";

import { RedirectType, redirect } from "next/navigation";
import { z } from "zod";
import { keepCartIfNotBusy } from "@/app/(shop)/checkout/keep-cart";
import { keepCode } from "@/app/(shop)/checkout/keep-code";
import { loadVisit, shopOrNew } from "@/app/(shop)/visit";
import { requireOpen } from "@/lib/checkout/require";
import { requireCheckout } from "@/lib/checkout/require-checkout";
import { saveDraft } from "@/lib/checkout/save-draft";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { askCode } from "@/lib/people/ask-code";
import { confirmCode } from "@/lib/people/confirm-code";
import { codeInput, contactInput } from "@/lib/people/input";
import { type FormState, formAction, formOf } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { cartToken } from "@/lib/web/cart-cookie";
import { throttle } from "@/lib/web/throttle";
import { refuseTrapped } from "@/lib/web/trap";

/** "Send the code", before anything is kept. The way back from here, and from checkout then, is to the cart. Where it goes is filled in at checkout afterwards, beside what was typed there before. */
export async function ask(previous: FormState, sent: FormData): Promise<FormState> {
  const form = formOf(sent);
  const { country } = await shopOrNew();
  const asked = z.object({ contact: contactInput(country, whatSends().text) });
  const send = formAction("ask for a code", asked, async ({ contact: { email, phone } }) => {
    await refuseTrapped(form);
    await requireOpen();
    const { cart } = await loadVisit();
    if (!cart?.waitsForCode) redirect("/checkout");
    await throttle("ask_code", await peerAddress());
    await askCode({ kind: "customer" }, { cartId: cart.id, email, phone }, { again: false });
    await saveDraft(await cartToken(), { ...cart.draft, email, phone: phone || cart.draft.phone });
    redirect("/checkout/contact/code", RedirectType.replace);
  });
  return send(previous, form);
}

/** The code was typed: with the right one what is in the cart is kept, and checkout begins. */
export async function confirmAndEnter(previous: FormState, sent: FormData): Promise<FormState> {
  const form = formOf(sent);
  const send = formAction("confirm a contact", codeInput, async ({ code }) => {
    await throttle("confirm_code", await peerAddress());
    const cartId = await requireCheckout(await cartToken(), String(form.get("cart")));
    await confirmCode({ cartId, code });
    await keepCartIfNotBusy();
    redirect("/checkout", RedirectType.replace);
  });
  return keepCode(await send(previous, form), form);
}
