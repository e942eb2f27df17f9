"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { shopOrNew } from "@/app/(shop)/visit";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { confirmPlace } from "@/lib/waiting/confirm-place";
import { joinInput, placeInput } from "@/lib/waiting/input";
import { joinWaitingList } from "@/lib/waiting/join-waiting-list";
import { leavePlace } from "@/lib/waiting/leave-place";
import { type FormState, formAction } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { cartToken, keepCartToken } from "@/lib/web/cart-cookie";
import { throttle } from "@/lib/web/throttle";
import { refuseTrapped } from "@/lib/web/trap";
import { returnWithoutScript } from "@/lib/web/without-script";

/** "Join the waiting list", on the page of an item that is sold out. */
export async function join(previous: FormState, form: FormData): Promise<FormState> {
  const { country } = await shopOrNew();
  const send = formAction("join a waiting list", joinInput(country, whatSends().text), async (input) => {
    await refuseTrapped(form);
    await throttle("join_waiting", await peerAddress());
    await joinWaitingList(input, { cartToken: await cartToken() });
    await returnWithoutScript("/waiting");
  });
  return send(previous, form);
}

/** "Confirm my place", by whoever has its address: it went to one message. */
export const confirm = formAction("confirm a place in line", placeInput, async ({ token }) => {
  await throttle("change_cart", await peerAddress());
  await confirmPlace(token);
  refresh();
  await returnWithoutScript(`/waiting/${token}`);
});

/** "Order now": what is kept goes into this browser's cart, and on to checkout. */
export const accept = formAction("take an offer up", placeInput, async ({ token }) => {
  await throttle("change_cart", await peerAddress());
  await keepCartToken(await acceptOffer(token, await cartToken()));
  redirect("/checkout");
});

/** "Leave", in line or with an offer. */
export const leave = formAction("leave a waiting list", placeInput, async ({ token }) => {
  await throttle("change_cart", await peerAddress());
  await leavePlace(token);
  refresh();
  await returnWithoutScript(`/waiting/${token}`);
});
