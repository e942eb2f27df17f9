"use client";

import { Check } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useShorts } from "@/components/cart/cart-now";
import { EmailField, PhoneField } from "@/components/checkout/contact-fields";
import { Field } from "@/components/checkout/field";
import { TellChoice, tickedIn } from "@/components/checkout/tell-choice";
import { TimeChoice } from "@/components/checkout/time-choice";
import type { Times } from "@/components/checkout/times";
import { TrapField } from "@/components/checkout/trap-field";
import { Trouble } from "@/components/checkout/trouble";
import { useReadLater } from "@/components/checkout/use-read-later";
import { useSentOnce } from "@/components/checkout/use-sent-once";
import { useShut } from "@/components/checkout/use-shut";
import type { Action } from "@/components/ui/form";
import type { Draft } from "@/lib/checkout/input";

/** Names its state, also for the page that stands in for it in an outage. */
export const checkoutPath = "/checkout";

type CheckoutFormProps = {
  cartId: string;
  /** What was typed before. */
  draft: Draft;
  total: { minor: number; words: string };
  payment: string;
  /** Whether the shop sends texts: without, nobody is asked. */
  texts: boolean;
  /** The times of the day; none where it has none. */
  times: Times;
  /** Whether the form sets a trap for scripts. */
  trap: boolean;
  place: Action;
  fit: Action;
};

/** Who it is for, how to be told, and the button that orders. */
export function CheckoutForm({ cartId, draft, total, payment, texts, times, trap, place, fit }: CheckoutFormProps) {
  const { state, pending, formProps } = useSentOnce(place, checkoutPath);
  const form = useRef<HTMLFormElement>(null);
  const shorts = useShorts();
  const shut = useShut();
  const typed = { ...draft, ...state.typed };
  const [ways, setWays] = useState(texts ? tickedIn(typed.tell) : { email: true, text: false });
  const wrong = state.fields ?? {};
  const unread = useReadLater(state);
  useFocusOnTrouble(form, state);
  return (
    <>
      <form ref={form} id="checkout" noValidate {...formProps}>
        <input type="hidden" name="cart" value={cartId} />
        <input type="hidden" name="expectedTotal" value={total.minor} />
        <TimeChoice {...times} before={typed.slot} error={wrong.slot} />
        <section className="blk">
          <h2 className="title">Who is it for?</h2>
          <Field
            name="name"
            label="Name"
            error={wrong.name}
            defaultValue={typed.name}
            autoComplete="name"
            required
            maxLength={200}
          />
          <PhoneField hint={ways.text ? undefined : "(if you like)"} error={wrong.phone} defaultValue={typed.phone} />
          <EmailField
            hint={ways.text && !ways.email ? "(if you want a copy)" : undefined}
            error={wrong.email}
            defaultValue={typed.email}
          />
        </section>
        {texts && (
          <TellChoice legend="How shall we tell you it is ready?" chosen={ways} choose={setWays} error={wrong.tell} />
        )}
        <div className="blk">
          <div className="field mt-0">
            <p className="lab">
              <label htmlFor="note">A note for the bakers</label> <span className="opt">(if you like)</span>
            </p>
            <textarea
              className="in"
              id="note"
              name="note"
              rows={2}
              maxLength={2000}
              defaultValue={typed.note}
              aria-invalid={wrong.note ? true : undefined}
              aria-describedby={wrong.note ? "note-error" : undefined}
            />
            {wrong.note && (
              <p className="err" id="note-error">
                {wrong.note}
              </p>
            )}
          </div>
          <TrapField on={trap} />
          {payment && (
            <p className="pay">
              <Check className="ico" aria-hidden />
              <span>
                <strong>{firstSentence(payment)}</strong>
                <span className="small block">{afterFirst(payment)} Nothing is taken now.</span>
              </span>
            </p>
          )}
        </div>
      </form>
      {!pending && <Trouble state={state} unread={unread} shorts={shorts} fit={fit} />}
      <div className="place">
        <button
          type="submit"
          form="checkout"
          className={pending ? "btn between busy" : "btn between"}
          aria-disabled={pending || undefined}
          disabled={!pending && shut !== null}
        >
          {pending ? "Placing your order" : (shut ?? "Place order")}
          <span className="price">{total.words}</span>
        </button>
      </div>
    </>
  );
}

/** After a refusal the first field that it is about has the focus, or else the words that tell of it. */
function useFocusOnTrouble(form: RefObject<HTMLFormElement | null>, state: object): void {
  useEffect(() => {
    if (Object.keys(state).length === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    (wrong ?? document.getElementById("trouble"))?.focus();
  }, [form, state]);
}

function firstSentence(words: string): string {
  return words.split(". ")[0]?.replace(/\.?$/, ".") ?? "";
}

function afterFirst(words: string): string {
  return words.split(". ").slice(1).join(". ");
}
