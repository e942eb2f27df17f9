"use client";

import { CircleAlert } from "lucide-react";
import { useActionState } from "react";
import { Field } from "@/components/checkout/field";
import { TrapField } from "@/components/checkout/trap-field";
import { useShut } from "@/components/checkout/use-shut";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";
import { useFocusOnWrong } from "@/components/ui/use-focus-on-wrong";

type Props = {
  /** Whether the shop sends texts. */
  texts: boolean;
  trap: boolean;
  /** What was typed before. */
  contact: string;
  ask: Action;
};

/** Where the code goes that opens checkout. Works without JavaScript. */
export function ContactForm({ texts, trap, contact, ask }: Props) {
  const [state, send] = useActionState(ask, {});
  const form = useFocusOnWrong(state);
  const shut = useShut();
  return (
    <form ref={form} action={send} noValidate>
      <TrapField on={trap} />
      <Field
        name="contact"
        label={texts ? "Email or mobile number" : "Email"}
        type={texts ? "text" : "email"}
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        required
        error={state.fields?.contact}
        defaultValue={state.typed?.contact ?? contact}
      />
      <div role="alert">
        {state.message && (
          <p className="notice mt-4">
            <CircleAlert className="ico" aria-hidden />
            <span>{state.message}</span>
          </p>
        )}
      </div>
      <Press className="btn mt-5 w-full" waiting="Sending" disabled={shut !== null}>
        {shut ?? "Send the code"}
      </Press>
    </form>
  );
}
