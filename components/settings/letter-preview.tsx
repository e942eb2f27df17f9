"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import s from "@/components/settings/letters.module.css";
import { useActionForm } from "@/components/ui/action-form";
import type { LetterPreview } from "@/lib/deliveries/preview-letter";
import { isPlaceLetter, type MessageKind, type OwnWords } from "@/lib/settings/words";
import type { FormState } from "@/lib/web/action";

type Typed = { kind: MessageKind } & OwnWords;
type Called<Value> = { value?: Value; refused?: FormState };
export type Look = (typed: Typed) => Promise<Called<LetterPreview>>;
export type SendToMe = (typed: Typed) => Promise<Called<string>>;

const sheets = { email: "Email", plain: "Plain text", text: "Text message" } as const;
const widths = { phone: "Phone", desktop: "Desktop" } as const;
const papers = { light: "Light", dark: "Dark" } as const;

type Props = { kind: MessageKind; first: LetterPreview; look: Look; sendToMe: SendToMe };

/** How a letter looks with the words that are being typed: on a phone and a desktop, in the light and the dark, plain, and as a text. */
export function LetterPreviewPane({ kind, first, look, sendToMe }: Props) {
  const { shown, wrong, busy } = useShown(kind, first, look);
  const [sheet, setSheet] = useState<keyof typeof sheets>("email");
  const [width, setWidth] = useState<keyof typeof widths>("phone");
  const [paper, setPaper] = useState<keyof typeof papers>("light");
  return (
    <section className={`panel ${s.preview}`} aria-label="Preview" aria-busy={busy}>
      <div className={s.choices}>
        <Choice label="Show" of={sheets} chosen={sheet} choose={setSheet} />
        {sheet === "email" && <Choice label="Width" of={widths} chosen={width} choose={setWidth} />}
        {sheet === "email" && <Choice label="Paper" of={papers} chosen={paper} choose={setPaper} />}
      </div>
      {sheet === "text" ? (
        <TextSheet {...shown} />
      ) : (
        <>
          <p className={s.head}>
            <b>{shown.subject}</b>
            {!isPlaceLetter(kind) && <span className="meta quiet">With pickup.ics, for the calendar</span>}
          </p>
          {sheet === "plain" ? (
            <pre className={s.plain}>{shown.body}</pre>
          ) : (
            <div className={s.desk} data-width={width} data-paper={paper}>
              <iframe title={`Email: ${shown.subject}`} srcDoc={onPaper(shown.html, paper)} sandbox="allow-scripts" />
            </div>
          )}
        </>
      )}
      <p className={s.said} role="status">
        {wrong}
      </p>
      <SendIt kind={kind} sendToMe={sendToMe} />
    </section>
  );
}

function TextSheet({ text, size: { alphabet, units, segments } }: LetterPreview) {
  const counted = segments === 1 ? "One segment" : `${segments} segments`;
  const why = alphabet === "ucs2" ? " A letter or sign in it makes segments short: 70 instead of 160." : "";
  return (
    <>
      <p className={s.bubble}>{text}</p>
      <p className="meta quiet">{`${counted}, ${units} characters. You pay by segment.${why}`}</p>
    </>
  );
}

type ChoiceProps<Name extends string> = {
  label: string;
  of: Readonly<Record<Name, string>>;
  chosen: Name;
  choose: (name: Name) => void;
};

function Choice<Name extends string>({ label, of, chosen, choose }: ChoiceProps<Name>) {
  return (
    <fieldset className="seg" aria-label={label}>
      {(Object.keys(of) as Name[]).map((name) => (
        <button key={name} type="button" aria-pressed={name === chosen} onClick={() => choose(name)}>
          {of[name]}
        </button>
      ))}
    </fieldset>
  );
}

function SendIt({ kind, sendToMe }: { kind: MessageKind; sendToMe: SendToMe }) {
  const { form } = useActionForm();
  const [state, setState] = useState({ busy: false, words: "" });
  const send = async () => {
    if (!form.current || state.busy) return;
    setState({ busy: true, words: "" });
    const answer = await sendToMe(typedIn(form.current, kind)).catch(() => null);
    const words = answer?.value
      ? `On its way to ${answer.value}. It is among the deliveries.`
      : (answer?.refused?.message ?? "The shop did not answer. Please try again.");
    setState({ busy: false, words });
  };
  return (
    <div className={s.send}>
      <button type="button" className="btn" aria-busy={state.busy} onClick={send}>
        {state.busy ? "Sending" : "Send it to me"}
      </button>
      <span role="status" className="meta">
        {state.words}
      </span>
    </div>
  );
}

/** What was last shown, and asked for anew a moment after something was typed. An answer that was overtaken is dropped. */
function useShown(kind: MessageKind, first: LetterPreview, look: Look) {
  const { form } = useActionForm();
  const [shown, setShown] = useState(first);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const asked = useRef(0);
  const ask = useEffectEvent(async () => {
    if (!form.current) return;
    asked.current += 1;
    const mine = asked.current;
    setBusy(true);
    const answer = await look(typedIn(form.current, kind)).catch(() => null);
    if (mine !== asked.current) return;
    setBusy(false);
    if (answer?.value) setShown(answer.value);
    setTrouble(answer?.value ? "" : (answer?.refused?.message ?? "The preview is out of touch."));
  });
  useEffect(() => {
    const { current } = form;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 250);
    };
    current?.addEventListener("input", soon);
    return () => {
      clearTimeout(timer);
      current?.removeEventListener("input", soon);
    };
  }, [form]);
  return { shown, busy, wrong: trouble || (Object.values(shown.wrong)[0] ?? "") };
}

function typedIn(form: HTMLFormElement, kind: MessageKind): Typed {
  const found = new FormData(form);
  const part = (name: keyof OwnWords) => String(found.get(name) ?? "");
  return { kind, subject: part("subject"), opening: part("opening"), closing: part("closing"), text: part("text") };
}

/** The letter as a reader in the light or the dark shows it, whatever this page is shown in. */
function onPaper(html: string, paper: keyof typeof papers): string {
  const query = "@media (prefers-color-scheme: dark)";
  return html.replaceAll(query, paper === "dark" ? "@media all" : "@media not all");
}
