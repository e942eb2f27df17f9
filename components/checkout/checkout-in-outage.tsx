"use client";

import { useActionState } from "react";
import { CheckoutForm, checkoutPath } from "@/components/checkout/checkout-form";
import { noTimes } from "@/components/checkout/times";
import { OutOfReach } from "@/components/layout/out-of-reach";
import type { Action } from "@/components/ui/form";

/** When a time is that cannot be read now. */
const unknown = { startsMinute: 0, endsMinute: 0 };

type CheckoutInOutageProps = { texts: boolean; place: Action; fit: Action };

/** The checkout while the shop's records are out of reach: what was just sent without JavaScript is kept, to be sent again. */
export function CheckoutInOutage({ texts, place, fit }: CheckoutInOutageProps) {
  const [{ typed }] = useActionState(place, {}, checkoutPath);
  if (!typed) return <OutOfReach />;
  const { name = "", phone = "", email = "", tell = "", note = "", slot = "" } = typed;
  const kept = { id: slot, words: "The time that you chose", room: 0, state: "open" as const, version: 0, ...unknown };
  return (
    <main id="main" className="page">
      <h1 className="blk title big">Your order</h1>
      <CheckoutForm
        cartId={typed.cart ?? ""}
        draft={{ name, phone, email, tell, note, slot }}
        times={{ ...noTimes, times: slot ? [kept] : [] }}
        total={{ minor: Number(typed.expectedTotal), words: "" }}
        payment=""
        texts={texts}
        trap={false}
        place={place}
        fit={fit}
      />
    </main>
  );
}
