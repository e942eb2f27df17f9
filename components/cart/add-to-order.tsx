"use client";

import { CircleAlert } from "lucide-react";
import { useActionState } from "react";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";

export type OpenOrder = { number: string; token: string; dayWords: string };

type Props = { order: OpenOrder; cart: { id: string; totalMinor: number }; action: Action };

/** The order that this browser placed for the same day, and one press to add the cart to it instead of placing a second one. */
export function AddToOrder({ order, cart, action }: Props) {
  const [state, add] = useActionState(action, {});
  return (
    <section className="void own-add" aria-labelledby="add-to">
      <h2 className="title" id="add-to">
        You have order {order.number} for {order.dayWords}
      </h2>
      <p>Add this to it: one bag to collect, one sum to pay.</p>
      <form action={add}>
        <input type="hidden" name="token" value={order.token} />
        <input type="hidden" name="cart" value={cart.id} />
        <input type="hidden" name="expectedTotal" value={cart.totalMinor} />
        <Press className="btn quiet w-full" waiting="Adding">
          Add to order {order.number}
        </Press>
      </form>
      <div role="alert">
        {state.message && (
          <p className="err">
            <CircleAlert className="ico" aria-hidden />
            {state.message}
          </p>
        )}
      </div>
    </section>
  );
}
