import { CircleAlert } from "lucide-react";
import { FitNotice } from "@/components/cart/fit-notice";
import { shortSentence } from "@/components/cart/short-words";
import type { SentState } from "@/components/checkout/use-sent-once";
import type { Action } from "@/components/ui/form";

type TroubleProps = { state: SentState; fit: Action; pending: boolean };

/** Why the order was not placed, and what to do. */
export function Trouble({ state, fit, pending }: TroubleProps) {
  if (pending) return null;
  if (state.unanswered) return <Unanswered />;
  const lines = shortLines(state.refusal);
  if (lines.length > 0) {
    return (
      <div className="blk" id="trouble" tabIndex={-1} role="alert">
        <FitNotice title={titleOf(state.refusal)} lines={lines} action={fit} back="/checkout" />
      </div>
    );
  }
  const words = state.message ?? state.fields?.form;
  if (!words) return null;
  return (
    <div className="blk" id="trouble" tabIndex={-1} role="alert">
      <p className="notice">
        <CircleAlert className="ico" aria-hidden />
        <span>{words}</span>
      </p>
    </div>
  );
}

function Unanswered() {
  return (
    <div className="blk" id="trouble" tabIndex={-1} role="alert">
      <section className="void bad">
        <h2 className="title">The shop did not answer</h2>
        <p>We do not know yet if your order arrived. Try again: it can only be placed once.</p>
        <button type="submit" form="checkout" className="btn">
          Try again
        </button>
      </section>
    </div>
  );
}

type Short = { name: string; requested?: number; available?: number; limit?: number };

function shortLines(refusal: SentState["refusal"]): string[] {
  const lines = (refusal?.detail as { lines?: Short[] } | undefined)?.lines ?? [];
  return lines.map(({ name, requested = 0, available, limit }) => {
    if (available !== undefined) return shortSentence(name, requested, available);
    if (limit !== undefined) return `At most ${limit} of ${name} in one order. You asked for ${requested}.`;
    return `${name} is no longer on sale.`;
  });
}

function titleOf(refusal: SentState["refusal"]): string {
  return refusal?.code === "out_of_stock" ? "Somebody was quicker" : "Your cart needs a change";
}
