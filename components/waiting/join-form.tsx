"use client";

import { BellRing } from "lucide-react";
import { useActionState, useId } from "react";
import { Field } from "@/components/checkout/field";
import { TrapField } from "@/components/checkout/trap-field";
import type { Action } from "@/components/ui/form";
import { FieldError } from "@/components/ui/form-words";
import { Press } from "@/components/ui/press";
import { useFocusOnWrong } from "@/components/ui/use-focus-on-wrong";

export type Joining = {
  action: Action;
  /** Whether the shop can send texts. */
  texts: boolean;
  trap: boolean;
};

type Props = Joining & {
  variantId: string;
  day: string;
  /** What is sold out, as people say it. */
  what: string;
  most: number;
  back: string;
};

/** Asks for a place in line for what is sold out. Works before the page listens, and without JavaScript. */
export function JoinForm({ action, texts, trap, variantId, day, what, most, back }: Props) {
  const id = useId();
  const [state, join] = useActionState(action, {});
  const form = useFocusOnWrong(state);
  const typed = (name: string) => state.typed?.[name] ?? "";
  if (state.done)
    return (
      <section className="blk" id="waiting" aria-label="Waiting list">
        <p className="notice good" role="status">
          <BellRing className="ico" aria-hidden />
          <span>We wrote to you. Open the message and confirm: from then on you are in line.</span>
        </p>
      </section>
    );
  return (
    <section className="blk" id="waiting" aria-label="Waiting list">
      <h2 className="title">Tell me when it is back</h2>
      <p className="small mb-3">{`${what} is sold out. When some come back, they are kept for whoever is next in line.`}</p>
      <form ref={form} action={join} className="join" noValidate>
        <input type="hidden" name="variantId" value={variantId} />
        <input type="hidden" name="day" value={day} />
        <input type="hidden" name="back" value={back} />
        <TrapField on={trap} />
        <Field
          name="contact"
          id={`${id}contact`}
          label={texts ? "Email or mobile number" : "Email"}
          type={texts ? "text" : "email"}
          inputMode="email"
          autoComplete="email"
          required
          error={state.fields?.contact}
          defaultValue={typed("contact")}
        />
        <Field
          name="quantity"
          id={`${id}quantity`}
          label="How many"
          type="number"
          inputMode="numeric"
          min={1}
          max={most}
          error={state.fields?.quantity}
          defaultValue={typed("quantity") || "1"}
        />
        <label className="pick">
          <input type="checkbox" name="takesFewer" defaultChecked={typed("takesFewer") === "on"} />
          <span>
            Fewer will do
            <small>You may be asked sooner</small>
          </span>
        </label>
        <div role="alert">
          <FieldError id={`${id}wrong`} words={state.message ?? state.fields?.variantId ?? state.fields?.day} />
        </div>
        <Press waiting="Asking">Join the waiting list</Press>
      </form>
    </section>
  );
}
