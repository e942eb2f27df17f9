import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { FitNotice } from "@/components/cart/fit-notice";
import { isUntaken, orderWords, TryAgain } from "@/components/checkout/try-again";
import type { SentState } from "@/components/checkout/use-sent-once";
import type { Action } from "@/components/ui/form";

type TroubleProps = {
  state: SentState;
  /** The page has yet to read what is left: until then the refusal's own words say it. */
  unread: boolean;
  /** A sentence for each line of the cart that cannot be ordered as it stands now. */
  shorts: string[];
  fit: Action;
};

/** What stands in the way of the order, and what to do about it. */
export function Trouble({ state, unread, shorts, fit }: TroubleProps) {
  if (isUntaken(state))
    return (
      <Alert>
        <TryAgain state={state} form="checkout" words={orderWords} />
      </Alert>
    );
  if (shorts.length > 0) {
    return (
      <Alert quiet={!state.refusal}>
        <FitNotice title={titleOf(state)} lines={shorts} action={fit} back="/checkout" />
      </Alert>
    );
  }
  const words = state.message ?? state.fields?.form;
  // What the cart was refused for is told from the cart as it is now, and it is whole again.
  if (!words || (aboutLines(state) && !unread)) return null;
  return (
    <Alert>
      <p className="notice">
        <CircleAlert className="ico" aria-hidden />
        <span>{words}</span>
      </p>
    </Alert>
  );
}

/** `quiet`: nobody pressed anything, and the page has said politely what changed. */
function Alert({ quiet = false, children }: { quiet?: boolean; children: ReactNode }) {
  return (
    <div className="blk" id="trouble" tabIndex={-1} role={quiet ? undefined : "alert"}>
      {children}
    </div>
  );
}

function titleOf({ refusal }: SentState): string {
  return refusal?.code === "out_of_stock" ? "Somebody was quicker" : "Your cart needs a change";
}

function aboutLines({ refusal }: SentState): boolean {
  return ["out_of_stock", "not_on_sale", "not_yet", "limit_passed"].includes(refusal?.code ?? "");
}
