"use client";

import { CircleAlert } from "lucide-react";
import { useSendAgain } from "@/components/checkout/try-again";
import { type SentState, useSentOnce } from "@/components/checkout/use-sent-once";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";

export type OpenOrder = { number: string; token: string; dayWords: string };

type Props = { order: OpenOrder; cart: { id: string; totalMinor: number }; action: Action };

/** The order that this browser placed for the same day, and one press to add the cart to it instead of placing a second one. */
export function AddToOrder({ order, cart, action }: Props) {
  const { state, formProps } = useSentOnce(action);
  const left = useSendAgain(state, "add-to-order");
  const wrong = wordsOf(state);
  return (
    <section className="void own-add" aria-labelledby="add-to">
      <h2 className="title" id="add-to">
        You have order {order.number} for {order.dayWords}
      </h2>
      <p>Add this to it: one bag to collect, one sum to pay.</p>
      <form id="add-to-order" {...formProps}>
        <input type="hidden" name="token" value={order.token} />
        <input type="hidden" name="cart" value={cart.id} />
        <input type="hidden" name="expectedTotal" value={cart.totalMinor} />
        <Press className="btn quiet w-full" waiting="Adding">
          {left === null ? `Add to order ${order.number}` : `Trying again in ${left} s`}
        </Press>
      </form>
      <div role="alert">
        {wrong && (
          <p className="err">
            <CircleAlert className="ico" aria-hidden />
            {wrong}
          </p>
        )}
      </div>
    </section>
  );
}

function wordsOf({ unanswered, refusal, message }: SentState): string | undefined {
  if (unanswered) return "The shop did not answer. Press again: it can only be added once.";
  return refusal?.code === "busy" ? "The shop is very busy. Nothing was added yet." : message;
}
