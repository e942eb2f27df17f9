"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { shopOrNew } from "@/app/(shop)/visit";
import { changeHowTold } from "@/lib/deliveries/change-how-told";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { ownReachInput, tellOf } from "@/lib/orders/input";
import { orderAgain } from "@/lib/orders/order-again";
import { ownChangeInput, ownOrderInput } from "@/lib/orders/own-change-input";
import { type FormState, formAction, formOf } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { cartToken, keepCartToken } from "@/lib/web/cart-cookie";
import { refuseInCrowd } from "@/lib/web/crowd";
import { inHand } from "@/lib/web/in-hand";
import { keepOrderToken } from "@/lib/web/order-cookie";
import { throttle } from "@/lib/web/throttle";
import { returnWithoutScript } from "@/lib/web/without-script";

/** "Cancel this order", by whoever has its address. */
export const cancelOwn = formAction("cancel one's own order", ownOrderInput, async ({ token }) => {
  await throttle("place_order", await peerAddress());
  await cancelOwnOrder({ kind: "customer" }, { token });
  refresh();
  await returnWithoutScript(`/orders/${token}`);
});

/** "Save the change", by whoever has the order's address. */
export const changeOwn = formAction("change one's own order", ownChangeInput, async (change) => {
  await refuseInCrowd();
  await throttle("place_order", await peerAddress());
  const changed = await inHand(() => refreshed(() => changeOwnOrder({ kind: "customer" }, change)));
  await keepOrderToken(change.token);
  redirect(`/orders/${change.token}${changed.revision === change.revision ? "" : "?seen=changed"}`);
});

/** "Order this again": into this browser's cart. */
export const again = formAction("order again", ownOrderInput, async (order) => {
  await throttle("change_cart", await peerAddress());
  const { token, number } = await orderAgain(await cartToken(), order.token);
  await keepCartToken(token);
  redirect(`/cart?again=${encodeURIComponent(number)}`);
});

/** What was refused is refused of how things are now: the page shows that. */
async function refreshed<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    refresh();
    throw error;
  }
}

/** "Tell me otherwise", by whoever has the order's address. */
export async function tellOtherwise(previous: FormState, sent: FormData): Promise<FormState> {
  const form = formOf(sent);
  const { country } = await shopOrNew();
  form.set("tell", tellOf(form));
  const schema = ownReachInput(country, whatSends().text);
  const send = formAction("change how one is told", schema, async ({ token, ...reach }) => {
    await throttle("place_order", await peerAddress());
    await changeHowTold({ kind: "customer" }, { token, ...reach });
    refresh();
    await returnWithoutScript(`/orders/${token}`);
  });
  return send(previous, form);
}
