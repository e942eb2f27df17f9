"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import styles from "@/components/layout/quiet-page.module.css";
import type { FormState } from "@/lib/web/action";

export type QuietField = {
  label: string;
  name: string;
  type?: "text" | "email" | "password";
  autoComplete: string;
  /** What may be typed, said before it is. */
  hint?: string;
  /** A code of digits: the right keyboard. */
  numeric?: boolean;
  maxLength?: number;
};

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  fields: readonly QuietField[];
  /** What the form sends beside what is typed. */
  hidden?: Record<string, string>;
  button: string;
  waiting: string;
  /** What went wrong, or was done, before this page was opened. */
  trouble?: string;
  said?: string;
  /** What stands in the form's place once it was done. */
  after?: ReactNode;
};

/** The one form of a quiet page. Works without JavaScript; what was typed stays, the password never. */
export function QuietForm({ action, trouble, ...rest }: Props) {
  const [state, submit, pending] = useActionState(action, { message: trouble });
  return <QuietFormView {...rest} state={state} submit={submit} pending={pending} />;
}

type ViewProps = Omit<Props, "action" | "trouble"> & {
  state: FormState;
  submit: (form: FormData) => void;
  pending: boolean;
};

/** The same, for who keeps the answer themselves. */
export function QuietFormView({
  state,
  submit,
  pending,
  fields,
  hidden = {},
  button,
  waiting,
  said,
  after,
}: ViewProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.fields) form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
    else if (state.refusal) form.current?.querySelector<HTMLElement>("[data-last]")?.focus();
  }, [state]);
  if (state.done) {
    return (
      <div className={styles.form} role="status">
        <p className={styles.said}>{state.message}</p>
        {after}
      </div>
    );
  }
  return (
    <form action={submit} className={styles.form} ref={form} noValidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {said && !state.message && <p className={styles.said}>{said}</p>}
      {(state.message ?? state.fields?.form) && (
        <p className={styles.trouble} role="alert">
          {state.message ?? state.fields?.form}
        </p>
      )}
      {fields.map((field, position) => (
        <Field key={field.name} {...field} state={state} last={position === fields.length - 1} />
      ))}
      <button className={styles.button} type="submit" aria-disabled={pending}>
        {pending ? waiting : button}
      </button>
    </form>
  );
}

function Field({
  label,
  name,
  type = "text",
  hint,
  state,
  last,
  ...rest
}: QuietField & { state: FormState; last: boolean }) {
  const words = state.fields?.[name];
  const described = [hint && `${name}-hint`, words && `${name}-words`].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className={styles.hint} id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        type={type}
        autoComplete={rest.autoComplete}
        inputMode={rest.numeric ? "numeric" : undefined}
        autoCapitalize={name === "name" ? "words" : "none"}
        spellCheck={false}
        required
        maxLength={rest.maxLength ?? 254}
        defaultValue={state.typed?.[name]}
        data-last={last || undefined}
        aria-invalid={words ? true : undefined}
        aria-describedby={described || undefined}
      />
      {words && (
        <p className={styles.words} id={`${name}-words`}>
          {words}
        </p>
      )}
    </div>
  );
}
