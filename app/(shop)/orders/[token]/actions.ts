"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { formAction } from "@/lib/web/action";
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
