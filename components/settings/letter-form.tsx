"use client";

import { useMemo } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { LetterField } from "@/components/settings/letter-field";
import { LetterPreviewPane, type Look, type SendToMe } from "@/components/settings/letter-preview";
import { LetterSending, type SendingValues, sendingFields } from "@/components/settings/letter-sending";
import s from "@/components/settings/letters.module.css";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { fillField } from "@/components/ui/form-entries";
import { SaveBar } from "@/components/ui/save-bar";
import type { LetterPreview } from "@/lib/deliveries/preview-letter";
import { longestWords, type MessageKind, type OwnWords, ourWords } from "@/lib/settings/words";
import { placeholdersOf } from "@/lib/settings/words-of-placeholders";

const parts = {
  subject: { label: "Subject of the email" },
  opening: { label: "First words of the email", rows: 3 },
  closing: { label: "Last words of the email", rows: 2 },
  text: { label: "Text", hint: "The shop’s name stands before it, a link after it." },
} as const;
const names = Object.keys(parts) as (keyof OwnWords)[];

type Props = {
  kind: MessageKind;
  title: string;
  /** In force: the shop's own, or ours. */
  words: OwnWords;
  sending: SendingValues;
  version: number;
  shown: LetterPreview;
  save: StaffAction;
  look: Look;
  sendToMe: SendToMe;
};

/** The words of one letter, beside how it looks with them. */
export function LetterForm({ kind, title, words, sending, version, shown, ...calls }: Props) {
  const asked = sendingFields(kind, sending);
  const theirs = { ...words, ...Object.fromEntries(asked.map(({ name, value }) => [name, value])) };
  const labels = {
    ...Object.fromEntries(names.map((name) => [name, parts[name].label])),
    ...Object.fromEntries(asked.map(({ name, label }) => [name, label])),
  };
  return (
    <ActionForm
      action={calls.save}
      about={`letter-${kind}`}
      label={title}
      guard
      draft={`settings-letter-${kind}`}
      className={s.letter}
    >
      <input type="hidden" name="kind" value={kind} />
      <div className={s.write}>
        <ChangedMeanwhile version={version} theirs={theirs} labels={labels} />
        <LetterSending kind={kind} values={sending} />
        <section className={`panel ${s.fields}`} aria-label="Words">
          {names.map((name) => {
            const fixed = { name, maxLength: longestWords[name], defaultValue: words[name] };
            return <LetterField key={name} kind={kind} {...parts[name]} {...fixed} />;
          })}
          <Means kind={kind} />
        </section>
        <SaveBar beside={<Restore kind={kind} />} />
      </div>
      <LetterPreviewPane kind={kind} first={shown} look={calls.look} sendToMe={calls.sendToMe} />
    </ActionForm>
  );
}

/** What stands in braces, and what it becomes. */
function Means({ kind }: { kind: MessageKind }) {
  return (
    <dl className={s.means}>
      {placeholdersOf(kind).map(([name, means]) => (
        <div key={name}>
          <dt>
            <code>{`{${name}}`}</code>
          </dt>
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
  );
}

/** All four back to our words; saved like anything that was typed. */
function Restore({ kind }: { kind: MessageKind }) {
  const { form } = useActionForm();
  const ours = useMemo(() => Object.entries(ourWords[kind]), [kind]);
  const restore = () => {
    const { current } = form;
    if (current) for (const [name, words] of ours) fillField(current, name, words);
  };
  return (
    <button type="button" className="btn bare" onClick={restore}>
      Our words
    </button>
  );
}
