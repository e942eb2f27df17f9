"use client";

import { useActionState, useEffect, useRef } from "react";
import styles from "@/components/layout/quiet-page.module.css";
import type { FormState } from "@/lib/web/action";

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** Where to go afterwards. */
  to: string;
  /** What went wrong before this page was opened. */
  trouble?: string;
};

/** Email, password, one button. Works without JavaScript; what was typed stays, the password never. */
export function SignInForm({ action, to, trouble }: Props) {
  const [state, submit, pending] = useActionState(action, { message: trouble });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.fields) form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
    else if (state.refusal) form.current?.querySelector<HTMLElement>("#password")?.focus();
  }, [state]);
  return (
    <form action={submit} className={styles.form} ref={form} noValidate>
      <input type="hidden" name="to" value={to} />
      {state.message && (
        <p className={styles.trouble} role="alert">
          {state.message}
        </p>
      )}
      <Field label="Email" name="email" type="email" autoComplete="username" state={state} />
      <Field label="Password" name="password" type="password" autoComplete="current-password" state={state} />
      <button className={styles.button} type="submit" aria-disabled={pending}>
        {pending ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}

type FieldProps = { label: string; name: "email" | "password"; type: string; autoComplete: string; state: FormState };

function Field({ label, name, type, autoComplete, state }: FieldProps) {
  const words = state.fields?.[name];
  return (
    <div className={styles.field}>
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
        defaultValue={state.typed?.[name]}
        aria-invalid={words ? true : undefined}
        aria-describedby={words ? `${name}-words` : undefined}
      />
      {words && (
        <p className={styles.words} id={`${name}-words`}>
          {words}
        </p>
      )}
    </div>
  );
}
