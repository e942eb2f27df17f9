"use client";

import { CircleAlert, MailCheck } from "lucide-react";
import Link from "next/link";
import { type ReactNode, type RefObject, useActionState, useEffect, useRef } from "react";
import { Field } from "@/components/checkout/field";
import { isUntaken, orderWords, TryAgain } from "@/components/checkout/try-again";
import { type SentState, useSentOnce } from "@/components/checkout/use-sent-once";
import { useShut } from "@/components/checkout/use-shut";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";
import { useFocusOnWrong } from "@/components/ui/use-focus-on-wrong";

/** What the code opens, as its page says it. Asked on the way to checkout it orders nothing. */
const uses = {
  checkout: {
    what: "Checkout opens once you enter it.",
    press: "Go on to checkout",
    pressed: "One moment",
    untaken: {
      busy: "Nothing is kept for you yet, and the code is still here.",
      unanswered: "We do not know yet if your code arrived. Try again: it counts either way.",
    },
    change: "/checkout/contact",
  },
  order: {
    what: "Your order is placed once you enter it.",
    press: "Place order",
    pressed: "Placing your order",
    untaken: orderWords,
    change: "/checkout",
  },
} as const;

type Props = {
  cartId: string;
  opens: keyof typeof uses;
  /** Of the order that it places. */
  total?: { minor: number; words: string };
  /** Where the code went. */
  sent: { channel: "email" | "text"; shown: string };
  confirm: Action;
  another: Action;
  /** Below the button. */
  children?: ReactNode;
};

/** The code that was sent, and the button that checks out or orders with it. */
export function CodeForm({ cartId, opens, total, sent, confirm, another, children }: Props) {
  const use = uses[opens];
  const { state, pending, formProps } = useSentOnce(confirm);
  const shut = useShut();
  const form = useFocusOnWrong(state);
  const trouble = useFocusOnUntaken(state);
  const aboutCode = state.refusal?.code === "code_wrong" || state.refusal?.code === "code_over";
  const wrong = state.fields?.code ?? (aboutCode ? state.message : undefined);
  return (
    <>
      <h1 className="title big">
        Enter the code we sent to <span className="inline-block">{sent.shown}</span>
      </h1>
      <p className="mt-2">It has six digits and holds for ten minutes. {use.what}</p>
      <form ref={form} id="with-code" noValidate {...formProps}>
        <input type="hidden" name="cart" value={cartId} />
        {total && <input type="hidden" name="expectedTotal" value={total.minor} />}
        <Field
          name="code"
          label="Code"
          error={wrong}
          defaultValue={state.typed?.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
        />
        <div ref={trouble} tabIndex={-1} role="alert" className="outline-none">
          {!pending && isUntaken(state) && (
            <div className="mt-4">
              <TryAgain state={state} form="with-code" words={use.untaken} />
            </div>
          )}
          {state.message && !aboutCode && !isUntaken(state) && (
            <p className="notice mt-4">
              <CircleAlert className="ico" aria-hidden />
              <span>{state.message}</span>
            </p>
          )}
        </div>
        {(pending || !isUntaken(state)) && (
          <button
            type="submit"
            className={`btn mt-5 w-full ${total ? "between" : ""} ${pending ? "busy" : ""}`}
            aria-disabled={pending || undefined}
            disabled={!pending && shut !== null}
          >
            {pending ? use.pressed : (shut ?? use.press)}
            {total && <span className="price">{total.words}</span>}
          </button>
        )}
      </form>
      {children}
      <Again cartId={cartId} channel={sent.channel} change={use.change} another={another} />
    </>
  );
}

/** The ref of what says so where the shop did not take the form: it has the focus then, since the button that was pressed makes way. */
function useFocusOnUntaken(state: SentState): RefObject<HTMLDivElement | null> {
  const trouble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isUntaken(state)) trouble.current?.focus();
  }, [state]);
  return trouble;
}

type AgainProps = Pick<Props, "cartId" | "another"> & { channel: Props["sent"]["channel"]; change: string };

function Again({ cartId, channel, change, another }: AgainProps) {
  const [state, send] = useActionState(another, {});
  const email = channel === "email";
  return (
    <section className="mt-10" aria-labelledby="again">
      <h2 className="name" id="again">
        Nothing there yet?
      </h2>
      <p className="small mt-1">
        {email && "Look among the spam. "}Was that the wrong {email ? "address" : "number"}?{" "}
        <Link href={change} prefetch={false}>
          Change it
        </Link>
      </p>
      <form action={send} className="mt-3">
        <input type="hidden" name="cart" value={cartId} />
        <Press className="btn quiet w-full" waiting="Sending">
          Send another code
        </Press>
      </form>
      <div role="status">
        {state.message && (
          <p className={state.done ? "notice good mt-3" : "notice mt-3"}>
            {state.done ? <MailCheck className="ico" aria-hidden /> : <CircleAlert className="ico" aria-hidden />}
            <span>{state.message}</span>
          </p>
        )}
      </div>
    </section>
  );
}
