"use client";

import { type ReactNode, useActionState, useEffect, useEffectEvent, useRef } from "react";
import { FormRoots, type StaffAction } from "@/components/layout/admin-form-roots";
import { useToast } from "@/components/layout/admin-toast";
import { useAnswer } from "@/components/layout/use-answer";
import type { FormState } from "@/lib/web/action";

type Props = {
  action: StaffAction;
  about: string;
  className?: string;
  label?: string;
  /** Orders can be undone for a while: then the toast offers it. */
  undoable?: string;
  /** Where the browser goes without JavaScript; where it is, unless said. */
  back?: string;
  onDone?: () => void;
  children: (answer: { state: FormState; pending: boolean }) => ReactNode;
};

type Told = Pick<Props, "undoable" | "onDone">;

/**
 * The answer to a form, told in the toast when it was done. Whatever calls this must outlive the form: one that goes with what it did could
 * not say that it did it.
 */
export function useStaffForm(action: StaffAction, { undoable, onDone }: Told = {}) {
  const [state, dispatch, pending] = useActionState(action, {});
  const { say } = useToast();
  const tell = useEffectEvent((answer: FormState) => {
    if (!answer.done) return;
    if (answer.message) say({ words: answer.message, undo: undoable });
    onDone?.();
  });
  useEffect(() => tell(state), [state]);
  return { state, dispatch, pending };
}

/** A form of a staff page: works as a plain form, and answers in place once the page listens, also if what it did takes it off the page. */
export function StaffForm({ action, about, className, label, undoable, back, onDone, children }: Props) {
  const { say } = useToast();
  const form = useRef<HTMLFormElement>(null);
  const { state, pending, dispatch, send } = useAnswer(action, (answer) => {
    if (!answer.done) return;
    if (answer.message) say({ words: answer.message, undo: undoable });
    form.current?.reset();
    onDone?.();
  });
  return (
    <form
      ref={form}
      action={dispatch}
      className={className}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter));
      }}
    >
      <FormRoots about={about} back={back} undoable={undoable !== undefined} />
      {children({ state, pending })}
    </form>
  );
}
