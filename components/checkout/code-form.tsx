"use client";

import { CircleAlert, MailCheck } from "lucide-react";
import Link from "next/link";
import { type RefObject, useActionState, useEffect, useRef } from "react";
import { Field } from "@/components/checkout/field";
import { isUntaken, orderWords, TryAgain } from "@/components/checkout/try-again";
import { type SentState, useSentOnce } from "@/components/checkout/use-sent-once";
import { useShut } from "@/components/checkout/use-shut";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";
import { useFocusOnWrong } from "@/components/ui/use-focus-on-wrong";

type Props = {
  cartId: string;
  total: { minor: number; words: string };
  /** Where the code went. */
  sent: { channel: "email" | "text"; shown: string };
  confirm: Action;
  another: Action;
};

/** The code that was sent, and the button that orders with it. */
export function CodeForm({ cartId, total, sent, confirm, another }: Props) {
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
      <p className="mt-2">It has six digits and holds for ten minutes. Your order is placed once you enter it.</p>
      <form ref={form} id="with-code" noValidate {...formProps}>
        <input type="hidden" name="cart" value={cartId} />
        <input type="hidden" name="expectedTotal" value={total.minor} />
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
              <TryAgain state={state} form="with-code" words={orderWords} />
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
            className={pending ? "btn between mt-5 w-full busy" : "btn between mt-5 w-full"}
            aria-disabled={pending || undefined}
            disabled={!pending && shut !== null}
          >
            {pending ? "Placing your order" : (shut ?? "Place order")}
            <span className="price">{total.words}</span>
          </button>
        )}
      </form>
      <Again cartId={cartId} channel={sent.channel} another={another} />
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

type AgainProps = Pick<Props, "cartId" | "another"> & { channel: Props["sent"]["channel"] };

function Again({ cartId, channel, another }: AgainProps) {
  const [state, send] = useActionState(another, {});
  const email = channel === "email";
  return (
    <section className="mt-10" aria-labelledby="again">
      <h2 className="name" id="again">
        Nothing there yet?
      </h2>
      <p className="small mt-1">
        {email && "Look among the spam. "}Was that the wrong {email ? "address" : "number"}?{" "}
        <Link href="/checkout" prefetch={false}>
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
