"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, type ReactNode, useActionState, useRef, useState, useTransition } from "react";
import { FormRoots, type StaffAction } from "@/components/layout/admin-form-roots";
import { useToast } from "@/components/layout/admin-toast";
import type { FormState } from "@/lib/web/action";

type Props = {
  action: StaffAction;
  about: string;
  className?: string;
  label?: string;
  /** For fields that stand outside of it and name it. */
  id?: string;
  /** Orders can be undone for a while: then the toast offers it. */
  undoable?: string;
  /** Where the browser goes without JavaScript; where it is, unless said. */
  back?: string;
  onDone?: () => void;
  children: (answer: { state: FormState; pending: boolean }) => ReactNode;
};

type Told = Pick<Props, "undoable" | "onDone">;

const lost: FormState = { message: "That did not reach the shop. Please try again." };

/**
 * A form of a staff page and its answer. `sent` goes onto the form: its action is for a browser without JavaScript; once the page listens it is sent
 * by hand, so that a refused form keeps what was typed. What was done is told in the toast when the answer comes, also if it took the form off the
 * page; what did not reach the shop is an answer too. A form that is on its way is not sent a second time.
 */
export function useStaffForm(action: StaffAction, { undoable, onDone }: Told = {}) {
  const { say } = useToast();
  const [first, dispatch] = useActionState(action, {});
  const [answer, setAnswer] = useState<FormState | null>(null);
  const [pending, start] = useTransition();
  const busy = useRef(false);
  const state = answer ?? first;
  const send = (form: FormData) => {
    if (busy.current) return;
    busy.current = true;
    start(async () => {
      const next = await ask(action, state, form).finally(() => {
        busy.current = false;
      });
      // What is shown once stands in the form, and says what was done: a toast would lie over it.
      if (next.done && next.message && !next.once) say({ words: next.message, undo: undoable });
      if (next.done) onDone?.();
      start(() => setAnswer(next));
    });
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter));
  };
  return { state, pending, sent: { action: dispatch, onSubmit } };
}

/** A form of a staff page: works as a plain form, and answers in place once the page listens. */
export function StaffForm({ action, about, className, label, id, undoable, back, onDone, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { state, pending, sent } = useStaffForm(action, {
    undoable,
    onDone: () => {
      form.current?.reset();
      onDone?.();
    },
  });
  return (
    <form {...sent} ref={form} id={id} className={className} aria-label={label}>
      <FormRoots about={about} back={back} undoable={undoable !== undefined} />
      {children({ state, pending })}
    </form>
  );
}

async function ask(action: StaffAction, before: FormState, form: FormData): Promise<FormState> {
  try {
    return await action(before, form);
  } catch (error) {
    unstable_rethrow(error);
    return lost;
  }
}
