"use client";

import { CircleAlert } from "lucide-react";
import { useActionState, useState } from "react";
import { EmailField, PhoneField } from "@/components/checkout/contact-fields";
import { TellChoice, tickedIn } from "@/components/checkout/tell-choice";
import { toldWords } from "@/components/orders/customer/words";
import type { Action } from "@/components/ui/form";
import { FieldError } from "@/components/ui/form-words";
import { Press } from "@/components/ui/press";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

type Told = Pick<OrderSnapshot, "token" | "notify"> & { email: string; phone: string };
type Props = {
  told: Told;
  /** Whether the shop sends texts. */
  texts: boolean;
  /** What does not reach them, one sentence each. */
  trouble: readonly string[];
  action: Action;
};

/** How the customer is told, and a form to be told otherwise, which works before the page listens. */
export function HowTold({ told, texts, trouble, action }: Props) {
  const [state, save] = useActionState(action, {});
  const wrong = state.fields ?? {};
  const isRefused = state.message !== undefined || state.fields !== undefined;
  return (
    <section className="blk told" aria-labelledby="told">
      <h2 className="title" id="told">
        How we tell you
      </h2>
      <p className="mt-1" role="status">
        {toldWords(told)}
      </p>
      {trouble.map((words) => (
        <p className="notice mt-2" key={words}>
          <CircleAlert className="ico" aria-hidden />
          <span>{words}</span>
        </p>
      ))}
      <details className="later" open={isRefused || trouble.length > 0}>
        <summary>Tell me otherwise</summary>
        <form action={save} noValidate key={keyOf(told)}>
          <input type="hidden" name="token" value={told.token} />
          <Fields told={told} texts={texts} typed={state.typed} wrong={wrong} />
          <div role="alert">
            <FieldError id="told-wrong" words={state.message} />
          </div>
          <Press className="btn quiet mt-4" waiting="Saving">
            Save
          </Press>
        </form>
      </details>
    </section>
  );
}

type FieldsProps = {
  told: Told;
  texts: boolean;
  typed: Record<string, string> | undefined;
  wrong: Record<string, string>;
};

function Fields({ told: { email, phone, notify }, texts, typed, wrong }: FieldsProps) {
  const [ways, setWays] = useState(typed?.tell === undefined ? notify : tickedIn(typed.tell));
  return (
    <>
      <EmailField
        hint={ways.email ? undefined : "(if you like)"}
        error={wrong.email}
        defaultValue={typed?.email ?? email}
      />
      <PhoneField
        hint={ways.text ? undefined : "(if you like)"}
        error={wrong.phone}
        defaultValue={typed?.phone ?? phone}
      />
      {texts && <TellChoice small legend="How shall we tell you?" chosen={ways} choose={setWays} error={wrong.tell} />}
    </>
  );
}

/** Once it is saved, the form is of what was saved. */
function keyOf({ email, phone, notify }: Told): string {
  return JSON.stringify([email, phone, notify]);
}
