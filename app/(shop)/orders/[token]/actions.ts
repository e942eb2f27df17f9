"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { shopOrNew } from "@/app/(shop)/visit";
import { changeHowTold } from "@/lib/deliveries/change-how-told";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { ownReachInput, tellOf } from "@/lib/orders/input";
import { type FormState, formAction } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { throttle } from "@/lib/web/throttle";
import { returnWithoutScript } from "@/lib/web/without-script";

const input = z.object({ token: z.string().regex(/^[\w-]{22}$/, "We could not find this order.") });

/** "Cancel this order", by whoever has its address. */
export const cancelOwn = formAction("cancel one's own order", input, async ({ token }) => {
  await throttle("place_order", await peerAddress());
  await cancelOwnOrder({ kind: "customer" }, { token });
  refresh();
  await returnWithoutScript(`/orders/${token}`);
});

/** "Tell me otherwise", by whoever has the order's address. */
export async function tellOtherwise(previous: FormState, form: FormData): Promise<FormState> {
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
