"use client";

import { useActionState } from "react";
import type { Action } from "@/components/ui/form";
import { FieldError } from "@/components/ui/form-words";
import { Press } from "@/components/ui/press";

type Props = {
  token: string;
  /** Until when, as a clock shows it: "10:42". Null where the shop does not offer it, or no longer. */
  until: string | null;
  paid: boolean;
  action: Action;
};

/** A customer cancels their own order: says until when, asks once, and works before the page listens. A refusal stays to be read. */
export function CancelOwn({ token, until, paid, action }: Props) {
  const [state, cancel] = useActionState(action, {});
  if (!until && !state.message) return null;
  return (
    <section className="blk" aria-label="Cancel this order">
      {until && (
        <details className="later" open={state.message !== undefined}>
          <summary>Cancel this order</summary>
          <form action={cancel}>
            <input type="hidden" name="token" value={token} />
            <p className="small mb-3">
              You can until {until}. What you ordered goes back to the shop at once.{" "}
              {paid && "The shop gives your money back. "}You cannot take this back, but you can order again.
            </p>
            <Press className="btn quiet" waiting="Cancelling">
              Yes, cancel it
            </Press>
          </form>
        </details>
      )}
      <div role="alert">
        <FieldError id="cancel-wrong" words={state.message} />
      </div>
    </section>
  );
}
