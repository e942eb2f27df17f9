"use client";

/*
 * For an ActionForm whose command refuses `changed_meanwhile`. It carries the `version`, and after such a refusal shows their values beside yours:
 *   <ChangedMeanwhile version={item.version} theirs={{ name: item.name, keeps: item.keeps ? "on" : "" }} labels={{ name: "Name", keeps: "Keeps" }} />
 * `theirs` is what the page was just read with, each as its field would send it. What you did not touch takes their value by itself; what you both
 * changed asks. Saving again is then against the new version, so nothing is overwritten unseen. A field in `pictures` holds the name of a photo.
 */

import { useEffect, useEffectEvent, useState } from "react";
import { useActionForm } from "@/components/ui/action-form";
import s from "@/components/ui/changed-meanwhile.module.css";
import { fillField, wordsOf } from "@/components/ui/form-entries";
import { Notice } from "@/components/ui/notice";
import type { FormState } from "@/lib/web/action";

type Values = Readonly<Record<string, string>>;
type Side = { value: string; words: string };
type Difference = { name: string; mine: Side; theirs: Side; taken: boolean };
type Props = { version: number; theirs: Values; labels: Values; pictures?: readonly string[] };

export function ChangedMeanwhile({ version, theirs, labels, pictures = [] }: Props) {
  const { state, form, opened, touch, dirty } = useActionForm();
  const held = useHeld(version, { dirty, state });
  const shown = isRefused(state) && held.state === state ? state : null;
  const [differences, setDifferences] = useState<Difference[]>([]);
  const by = byOf(state.refusal);

  const compare = useEffectEvent(() => {
    const { current } = form;
    if (!current) return;
    const before = new Map(opened());
    const now = new FormData(current);
    const found = Object.keys(labels).flatMap((name) => {
      const mine = String(now.get(name) ?? "");
      const other = theirs[name] ?? "";
      if (mine === other) return [];
      const taken = mine === (before.get(name) ?? "");
      if (taken) fillField(current, name, other);
      const side = (value: string) => ({ value, words: wordsOf(current, name, value) });
      return [{ name, mine: side(mine), theirs: side(other), taken }];
    });
    setDifferences(found);
    touch();
  });
  useEffect(() => {
    if (shown) compare();
    else setDifferences([]);
  }, [shown]);

  const choose = (difference: Difference, taken: boolean) => {
    if (form.current) fillField(form.current, difference.name, (taken ? difference.theirs : difference.mine).value);
    setDifferences((all) => all.map((each) => (each.name === difference.name ? { ...each, taken } : each)));
    touch();
  };
  return (
    <>
      <input type="hidden" name="version" value={held.version} />
      {shown && (
        <Notice hue="unsure" glyph="unknown" title={`${by} saved other values while you had this open.`}>
          {differences.length === 0 ? (
            "None of your fields differs from theirs. Save again to keep what you see."
          ) : (
            <ul className={s.list}>
              {differences.map((difference) => (
                <li key={difference.name}>
                  <b>{labels[difference.name]}</b>
                  <Choice
                    on={!difference.taken}
                    words="Keep mine"
                    side={difference.mine}
                    picture={pictures.includes(difference.name)}
                    choose={() => choose(difference, false)}
                  />
                  <Choice
                    on={difference.taken}
                    words="Take theirs"
                    side={difference.theirs}
                    picture={pictures.includes(difference.name)}
                    choose={() => choose(difference, true)}
                  />
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </>
  );
}

/**
 * The version that the values on the page belong to, and the refusal after which they were shown. A page may be read again under a form that is
 * being filled in: what was typed over the old values must not pass for typed over the new ones, before those were shown. The answer may come
 * before the page that it asks for: until that is there, nothing can be compared.
 */
function useHeld(version: number, { dirty, state }: { dirty: boolean; state: FormState }) {
  const [held, setHeld] = useState<{ version: number; state: FormState | null }>({ version, state: null });
  if (held.version === version) return held;
  if (isRefused(state) && held.state !== state) setHeld({ version, state });
  else if (!dirty) setHeld({ version, state: held.state });
  return held;
}

function isRefused({ refusal }: FormState): boolean {
  return refusal?.code === "changed_meanwhile";
}

type ChoiceProps = { on: boolean; words: string; side: Side; picture: boolean; choose: () => void };

function Choice({ on, words, side, picture, choose }: ChoiceProps) {
  const shown = picture && side.value;
  return (
    <button type="button" className={s.choice} aria-pressed={on} onClick={choose}>
      <span>{words}</span>
      {shown ? <img src={`/photos/${side.value}-360.webp`} alt="As it looks" /> : side.words || "(empty)"}
    </button>
  );
}

function byOf(refusal: { detail: unknown } | undefined): string {
  const detail = refusal?.detail;
  const by = typeof detail === "object" && detail !== null && "by" in detail ? detail.by : null;
  return typeof by === "string" ? by : "Somebody";
}
