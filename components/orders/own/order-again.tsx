"use client";

import { useActionState } from "react";
import type { Action } from "@/components/ui/form";
import { FieldError } from "@/components/ui/form-words";
import { Press } from "@/components/ui/press";

/** Puts the same things into the cart; the cart then says what is gone or costs another price. */
export function OrderAgain({ token, action }: { token: string; action: Action }) {
  const [state, again] = useActionState(action, {});
  return (
    <section className="blk" aria-label="Order this again">
      <form action={again}>
        <input type="hidden" name="token" value={token} />
        <Press className="btn quiet w-full" waiting="Filling your cart">
          Order this again
        </Press>
      </form>
      <div role="alert">
        <FieldError id="again-wrong" words={state.message} />
      </div>
    </section>
  );
}
