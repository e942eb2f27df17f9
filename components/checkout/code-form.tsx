"use client";

import Link from "next/link";
import { useActionState } from "react";
import { Field } from "@/components/checkout/field";
import type { Action } from "@/components/ui/form";

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
  const [state, send, pending] = useActionState(confirm, {});
  const [again, sendAgain] = useActionState(another, {});
  const wrong = state.fields?.code ?? state.message;
  return (
    <>
      <section className="blk">
        <h1>
          Enter the code we sent to <span className="inline-block">{sent.shown}</span>
        </h1>
        <p className="lede">It has six digits and holds for ten minutes. Your order is placed once you enter it.</p>
      </section>
      <form action={send} className="blk code" noValidate>
        <input type="hidden" name="cart" value={cartId} />
        <input type="hidden" name="expectedTotal" value={total.minor} />
        <Field
          name="code"
          label="Code"
          error={wrong}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
        />
        <button
          type="submit"
          className={pending ? "btn between busy" : "btn between"}
          aria-disabled={pending || undefined}
        >
          {pending ? "Placing your order" : "Place order"}
          <span className="price">{total.words}</span>
        </button>
      </form>
      <form action={sendAgain} className="blk">
        <input type="hidden" name="cart" value={cartId} />
        <p className="small" role="status">
          {again.message ?? (sent.channel === "email" ? "Nothing there? Look among the spam." : "Nothing there yet?")}
        </p>
        <button type="submit" className="btn quiet">
          Send another code
        </button>
      </form>
      <p className="blk small">
        Was that the wrong {sent.channel === "email" ? "address" : "number"}?{" "}
        <Link className="link text-ink" href="/checkout">
          Change it
        </Link>
      </p>
    </>
  );
}
