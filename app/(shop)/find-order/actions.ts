"use server";

import { askForOrders } from "@/lib/orders/ask-for-orders";
import { findOrderInput } from "@/lib/orders/input";
import { formAction } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { refuseTrapped } from "@/lib/web/trap";

/** "Send me the links". The answer is the same whether the address is known or not. */
export const askForLinks = formAction("ask for one's orders", findOrderInput, async (asked, form) => {
  await refuseTrapped(form);
  await askForOrders({ kind: "customer" }, asked, await peerAddress());
});
