"use client";

import s from "@/components/settings/letters.module.css";
import { useActionForm } from "@/components/ui/action-form";
import { TextArea, TextField } from "@/components/ui/admin-field";
import type { MessageKind } from "@/lib/settings/words";
import { placeholdersOf } from "@/lib/settings/words-of-placeholders";

type Props = {
  kind: MessageKind;
  name: string;
  label: string;
  hint?: string;
  maxLength: number;
  defaultValue: string;
  rows?: number;
};

/** Words of a letter, with what can be put in by a tap. */
export function LetterField({ kind, rows, ...field }: Props) {
  const { form } = useActionForm();
  const { name, label } = field;
  return (
    <div className={s.field}>
      {rows ? <TextArea {...field} rows={rows} /> : <TextField {...field} autoComplete="off" />}
      <div className={s.chips}>
        {placeholdersOf(kind).map(([placeholder, means]) => (
          <button
            key={placeholder}
            type="button"
            title={means}
            aria-label={`Put {${placeholder}} into: ${label}`}
            onClick={() => insert(form.current, name, `{${placeholder}}`)}
          >{`{${placeholder}}`}</button>
        ))}
      </div>
    </div>
  );
}

/** Puts words in where the caret is, or in place of what is marked. */
function insert(form: HTMLFormElement | null, name: string, words: string): void {
  const field = form?.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const from = field.selectionStart ?? field.value.length;
  field.setRangeText(words, from, field.selectionEnd ?? from, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}
