"use client";

/*
 * A form of a staff page that saves something: `<ActionForm action={saveItem} about={item.id} label="Item" guard draft={`item-${item.id}`}>`.
 * Fields of ./admin-field inside it find their own error and keep what was typed. While it saves it says so; a refused form puts the focus on the
 * first field that is wrong; what was done is told in the toast. `guard` asks before unsaved changes are left, `draft` keeps them over a reload under
 * that name (both need a SaveBar inside). `resets` empties it after it was done. For one-tap moves use StaffForm. Forms do not nest: a ConfirmButton
 * stands outside.
 */

import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { useStaffForm } from "@/components/layout/admin-form";
import { FormRoots, type StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/ui/action-form.module.css";
import { Draft } from "@/components/ui/draft";
import { type Entries, entriesOf, sameEntries } from "@/components/ui/form-entries";
import { useUnsaved } from "@/components/ui/use-unsaved";
import type { FormState } from "@/lib/web/action";

type FormView = {
  state: FormState;
  pending: boolean;
  /** Whether something differs from when the form was opened or last saved. */
  dirty: boolean;
  form: RefObject<HTMLFormElement | null>;
  /** What the fields held when the form was opened or last saved. */
  opened: () => Entries;
  /** To be called when fields were added, removed or set by script. */
  touch: () => void;
};

const nowhere: FormView = {
  state: {},
  pending: false,
  dirty: false,
  form: { current: null },
  opened: () => [],
  touch: () => undefined,
};
const Context = createContext<FormView>(nowhere);

/** The form that a component stands in. */
export const useActionForm = () => useContext(Context);

type Props = {
  action: StaffAction;
  /** The id of what it changes. */
  about?: string;
  label: string;
  className?: string;
  back?: string;
  guard?: boolean;
  draft?: string;
  resets?: boolean;
  onDone?: (state: FormState) => void;
  children: ReactNode;
};

export function ActionForm({ action, about = "", label, className, back, ...props }: Props) {
  const { guard = false, draft, resets = false, onDone, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const { dirty, opened, touch, settle } = useDirty(form);
  const { state, pending, sent } = useStaffForm(action);
  const ask = useUnsaved(guard && dirty && !pending);

  const tell = useEffectEvent((answer: FormState) => {
    if (!answer.done) return focusTrouble(form.current);
    if (resets) form.current?.reset();
    settle();
    onDone?.(answer);
  });
  useEffect(() => {
    if (state.done || state.message || state.fields) tell(state);
  }, [state]);

  const view = useMemo(() => ({ state, pending, dirty, form, opened, touch }), [state, pending, dirty, opened, touch]);
  return (
    <form
      {...sent}
      ref={form}
      className={className ?? s.form}
      aria-label={label}
      aria-busy={pending}
      noValidate
      onInput={touch}
    >
      <FormRoots about={about} back={back} />
      {draft && <Draft name={draft} form={form} dirty={dirty} saved={state.done === true} touch={touch} />}
      <FormTrouble state={state} />
      <Context value={view}>{children}</Context>
      {ask}
    </form>
  );
}

/** What is wrong with the whole form. Each field says its own. */
function FormTrouble({ state }: { state: FormState }) {
  const words = state.message ?? (state.fields ? (state.fields.form ?? wrongFields(state.fields)) : "");
  if (state.done || !words) return null;
  return (
    <p className="wrong" role="alert" tabIndex={-1} data-trouble>
      <Glyph name="cross" />
      {words}
    </p>
  );
}

function wrongFields(fields: Record<string, string>): string {
  const count = Object.keys(fields).length;
  return count === 1 ? "One field needs another look." : `${count} fields need another look.`;
}

function focusTrouble(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>("[aria-invalid=true]");
  (field ?? form?.querySelector<HTMLElement>("[data-trouble]"))?.focus();
}

/** Whether a form differs from when it was opened or last settled. */
function useDirty(form: RefObject<HTMLFormElement | null>) {
  const first = useRef<Entries>([]);
  const [dirty, setDirty] = useState(false);
  const calls = useMemo(
    () => ({
      opened: () => first.current,
      settle: () => {
        first.current = form.current ? entriesOf(form.current) : [];
        setDirty(false);
      },
      // After the change was drawn: a field that was just added counts.
      touch: () =>
        setTimeout(() => form.current && setDirty(!sameEntries(first.current, entriesOf(form.current))), 0) &&
        undefined,
    }),
    [form],
  );
  useEffect(() => calls.settle(), [calls]);
  return { dirty, ...calls };
}
