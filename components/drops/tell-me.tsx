"use client";

import { BellRing } from "lucide-react";
import { useActionState } from "react";
import { Field } from "@/components/checkout/field";
import { TrapField } from "@/components/checkout/trap-field";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";
import { useFocusOnWrong } from "@/components/ui/use-focus-on-wrong";

type Props = {
  drop: string;
  /** When the letter goes: "as it begins", "an hour before". */
  when: string;
  /** What this browser asked for before. */
  wish: { email: string; token: string } | null;
  trap: boolean;
  back: string;
  actions: { tellMe: Action; tellMeNot: Action };
};

/** Asks to be told of a drop by one letter, and takes it back. */
export function TellMe({ drop, when, wish, trap, back, actions }: Props) {
  const [state, ask] = useActionState(actions.tellMe, {});
  const form = useFocusOnWrong(state);
  const [, takeBack] = useActionState(actions.tellMeNot, {});
  if (wish) {
    return (
      <form action={takeBack} className="told-soon">
        <input type="hidden" name="token" value={wish.token} />
        <input type="hidden" name="back" value={back} />
        <p className="notice good" role="status">
          <BellRing className="ico" aria-hidden />
          <span>
            We write to {wish.email} {when}.
          </span>
        </p>
        <Press className="link">Do not write to me</Press>
      </form>
    );
  }
  return (
    <form ref={form} action={ask} noValidate>
      <input type="hidden" name="drop" value={drop} />
      <TrapField on={trap} />
      <Field
        name="email"
        label="Tell me by email"
        type="email"
        inputMode="email"
        autoComplete="email"
        maxLength={254}
        error={state.fields?.email}
        defaultValue={state.typed?.email}
        required
      />
      <p className="small">
        One letter, {when}, and another only if it is moved or called off. Then your address goes away.
      </p>
      {state.message && (
        <p className="err" role="alert">
          {state.message}
        </p>
      )}
      {state.done && (
        <p className="notice good" role="status">
          <BellRing className="ico" aria-hidden />
          <span>We write to you {when}.</span>
        </p>
      )}
      <Press waiting="One moment">Tell me</Press>
    </form>
  );
}
