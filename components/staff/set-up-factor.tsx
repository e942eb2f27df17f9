"use client";

import { type ReactNode, useActionState } from "react";
import { QuietForm, QuietFormView } from "@/components/layout/quiet-form";
import quiet from "@/components/layout/quiet-page.module.css";
import { CopyButton } from "@/components/staff/copy-button";
import s from "@/components/staff/staff.module.css";
import type { Action } from "@/components/ui/form";

type Props = {
  begin: Action;
  turnOn: Action;
  /** Where to go afterwards. */
  to: string;
  required: boolean;
  /** Set once the password was given. */
  secret: string | null;
  picture: ReactNode;
};

/** Setting up a second factor: the password, the picture and its first code, then the codes to keep. */
export function SetUpFactor({ begin, turnOn, to, required, secret, picture }: Props) {
  const [answer, send, pending] = useActionState(turnOn, {});
  if (answer.once) return <CodesToKeep codes={answer.once} to={to} />;
  if (!secret) return <Begin begin={begin} required={required} to={to} />;
  return (
    <>
      <ol className={s.steps}>
        <li>
          <p>
            Open an authenticator app on your phone, such as Aegis, Google Authenticator or 1Password, and scan this.
          </p>
          {picture}
          <details className={s.byHand}>
            <summary>The camera does not work</summary>
            <p>Type this into the app instead. Spaces do not matter.</p>
            <code>{secret}</code>
          </details>
        </li>
        <li>
          <p>Type the six digits that the app shows now.</p>
        </li>
      </ol>
      <QuietFormView
        state={answer}
        submit={send}
        pending={pending}
        fields={[{ label: "Code", name: "code", autoComplete: "one-time-code", numeric: true, maxLength: 12 }]}
        button="Turn it on"
        waiting="Checking…"
      />
    </>
  );
}

type BeginProps = Pick<Props, "begin" | "required" | "to">;

function Begin({ begin, required, to }: BeginProps) {
  return (
    <>
      {required && (
        <p className={`${quiet.said} ${s.asked}`}>
          This shop asks everyone for a second factor. It takes about two minutes.
        </p>
      )}
      <QuietForm
        action={begin}
        fields={[
          {
            label: "Your password",
            name: "password",
            type: "password",
            autoComplete: "current-password",
            maxLength: 200,
            hint: "So that nobody else sets this up in a browser you left open.",
          },
        ]}
        button="Begin"
        waiting="One moment…"
      />
      {!required && (
        <div className={quiet.ways}>
          <a href={to}>Not now</a>
        </div>
      )}
    </>
  );
}

function CodesToKeep({ codes, to }: { codes: readonly string[]; to: string }) {
  return (
    <div className={quiet.form} role="status">
      <p className={quiet.said}>Your second factor is on. Other browsers were signed out.</p>
      <h2 className={s.subtitle}>Keep these codes</h2>
      <p>
        If your phone is lost, each of them signs you in once. Print them, or keep them in a password manager. They are
        shown only now.
      </p>
      <ol className={s.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <CopyButton text={codes.join("\n")} className={s.copy}>
        Copy them
      </CopyButton>
      <a className={quiet.button} href={to}>
        I have kept them
      </a>
    </div>
  );
}
