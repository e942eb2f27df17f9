"use client";

import { useEffect, useState } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/settings/settings.module.css";
import { Section } from "@/components/settings/settings-page";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { SelectField, TextArea, TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import { customerText, measureText } from "@/lib/deliveries/rules-of-segments";
import {
  fillWords,
  type MessageKind,
  type MessageWords,
  messageKinds,
  ourWords,
  type PlaceholderValues,
  patienceWords,
  placeholders,
} from "@/lib/settings/words";

const kinds: Record<MessageKind, { title: string; words: string }> = {
  placed: { title: "The order is in", words: "As soon as somebody ordered." },
  changed: { title: "The order was changed", words: "When you changed it: the mail lists what." },
  ready: { title: "The order is ready", words: "When it can be collected." },
  cancelled: { title: "The order is cancelled", words: "With your reason." },
};

const parts = { subject: "subject", closing: "at the end", text: "text" } as const;

/** Filled in as for one order, with the day as texts say it and the address of the order's page. */
type Example = PlaceholderValues & { shortDay: string; link: string };
type Props = {
  words: MessageWords;
  resendUnknownAfter: number;
  version: number;
  example: Example;
  action: StaffAction;
};

/** The shop's own words in what customers are sent, with how they will read. */
export function MessagesForm({ words, resendUnknownAfter, version, example, action }: Props) {
  const own = messageKinds.flatMap((kind) =>
    Object.entries(parts).map(([part, label]) => ({
      name: `${kind}.${part}`,
      label: `${kinds[kind].title}, ${label}`,
      value: words[kind][part as keyof typeof parts],
    })),
  );
  const fields = [
    ...own,
    { name: "resendUnknownAfter", label: "When an answer is lost", value: String(resendUnknownAfter) },
  ];
  return (
    <ActionForm action={action} about="messages" label="Words of messages" guard draft="settings-messages">
      <ChangedMeanwhile
        version={version}
        theirs={Object.fromEntries(fields.map(({ name, value }) => [name, value]))}
        labels={Object.fromEntries(fields.map(({ name, label }) => [name, label]))}
      />
      <p className="mid">
        Empty fields have our words. In braces stands what differs from order to order:{" "}
        {Object.entries(placeholders).map(([name, means], at) => (
          <span key={name}>
            {at > 0 && ", "}
            <code>{`{${name}}`}</code> {means}
          </span>
        ))}
        .
      </p>
      {messageKinds.map((kind) => (
        <Section key={kind} title={kinds[kind].title} words={kinds[kind].words}>
          <TextField
            name={`${kind}.subject`}
            label="Subject of the email"
            placeholder={ourWords[kind].subject}
            maxLength={120}
            defaultValue={words[kind].subject}
          />
          <TextArea
            name={`${kind}.closing`}
            label="At the end of the email"
            placeholder="Nothing"
            rows={2}
            maxLength={600}
            defaultValue={words[kind].closing}
          />
          <TextField
            name={`${kind}.text`}
            label="Text"
            hint="The shop’s name stands before it, the order’s link after it."
            placeholder={ourWords[kind].text}
            maxLength={90}
            defaultValue={words[kind].text}
          />
          <Preview kind={kind} example={example} />
        </Section>
      ))}
      <Section
        title="When an answer is lost"
        words="A mail server took a mail and was cut off before it said so. Nobody knows then whether it arrived."
      >
        <SelectField
          name="resendUnknownAfter"
          label="What becomes of such a mail"
          hint="Sent once more it carries the same id, so that most mail programs show it once. Until then you can say on its page that it arrived."
          options={Object.entries(patienceWords).map(([value, words]) => ({ value, words }))}
          defaultValue={String(resendUnknownAfter)}
        />
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

/** Reads the form as it is typed. */
function Preview({ kind, example }: { kind: MessageKind; example: Example }) {
  const { form } = useActionForm();
  const [typed, setTyped] = useState<Record<string, string>>({});
  useEffect(() => {
    const { current } = form;
    const read = () => {
      if (!current) return;
      const found = new FormData(current);
      setTyped(
        Object.fromEntries(Object.keys(parts).map((part) => [part, String(found.get(`${kind}.${part}`) ?? "")])),
      );
    };
    read();
    current?.addEventListener("input", read);
    return () => current?.removeEventListener("input", read);
  }, [form, kind]);
  const filled = (words: string) => fillWords(words, example);
  return (
    <div className={s.words} aria-live="polite">
      <b>As {example.name} would read it</b>
      <p>{filled(typed.subject || ourWords[kind].subject)}</p>
      {typed.closing && <p>… {filled(typed.closing)}</p>}
      <TextPreview words={typed.text || ourWords[kind].text} example={example} />
    </div>
  );
}

/** A text as it goes out, and as how many it is paid. */
function TextPreview({ words, example }: { words: string; example: Example }) {
  const { shop, number, shortDay, link } = example;
  const text = customerText({ shop, number, words: fillWords(words, { ...example, day: shortDay }), link });
  const { units, segments } = measureText(text);
  return (
    <>
      <p>{text}</p>
      <p className="meta quiet">
        As a text: {units} characters, paid as {segments === 1 ? "one" : segments}.
      </p>
    </>
  );
}
