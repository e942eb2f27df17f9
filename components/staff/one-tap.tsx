"use client";

import { useActionState } from "react";
import { FormRoots, type StaffAction, useListens } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import { useToast } from "@/components/layout/admin-toast";
import type { FormState } from "@/lib/web/action";

type Props = {
  action: StaffAction;
  about: string;
  /** What it does, to whom: for who cannot see where the button stands. */
  label: string;
  fields?: Record<string, string>;
  words: string;
  className?: string;
};

/** A button that does one thing at once, and says if it could not. */
export function OneTap({ action, about, label, fields = {}, words, className = "btn small" }: Props) {
  const listens = useListens();
  const { say } = useToast();
  // Told before the page is drawn again: what was done may take the row away that this stands in.
  const tell = async (previous: FormState, form: FormData) => {
    const answer = await action(previous, form);
    if (answer.done && answer.message) say({ words: answer.message });
    return answer;
  };
  const [state, send, pending] = useActionState(listens ? tell : action, {});
  return (
    <form action={send} aria-label={label}>
      <FormRoots about={about} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={className} aria-label={label} aria-busy={pending}>
        {words}
      </button>
      {state.message && !state.done && (
        <p className="wrong" role="alert">
          <Glyph name="cross" />
          {state.message}
        </p>
      )}
    </form>
  );
}
