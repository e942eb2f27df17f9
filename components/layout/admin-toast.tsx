"use client";

import {
  createContext,
  type ReactNode,
  useActionState,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useTransition,
} from "react";
import { FormRoots, type StaffAction } from "@/components/layout/admin-form-roots";
import { useKeys } from "@/components/layout/admin-keys";
import s from "@/components/layout/admin-toast.module.css";

/** How something is taken back: the form that does it. */
export type Undo = { action: StaffAction; fields: Readonly<Record<string, string>> };

/** What was just done. `undo` is the order whose move can be taken back, or how else it is. */
export type Toast = { words: string; undo?: string | Undo | undefined };

const shownMs = 10_000;
const Context = createContext<{ say: (toast: Toast) => void }>({ say: () => undefined });

export const useToast = () => useContext(Context);

type Props = { undo: StaffAction; first: Toast | null; children: ReactNode };

/** The one toast of the staff pages. It stays until the next move, at least ten seconds, and takes a move back with Z. */
export function ToastProvider({ undo, first, children }: Props) {
  const [toast, setToast] = useState<(Toast & { at: number }) | null>(first && { ...first, at: 0 });
  const [held, setHeld] = useState(false);
  const [undoing, startUndo] = useTransition();
  const say = useCallback((next: Toast) => setToast({ ...next, at: performance.now() }), []);
  const context = useMemo(() => ({ say }), [say]);

  useEffect(() => {
    if (!toast || held || undoing) return;
    const timer = setTimeout(() => setToast(null), shownMs);
    return () => clearTimeout(timer);
  }, [toast, held, undoing]);

  const back = toast?.undo && undoOf(toast.undo, undo);
  const takeBack = ({ action, fields }: Undo) =>
    startUndo(async () => {
      const state = await action({}, formOf(fields)).catch(() => ({
        message: "That did not reach the shop. Please try again.",
      }));
      say({ words: state.message ?? "Undone" });
    });
  useKeys({ z: () => (back && !undoing ? takeBack(back) : false) });

  return (
    <Context value={context}>
      {children}
      <div
        role="status"
        className={s.place}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toast && (
          <div className={s.toast}>
            <span>{toast.words}</span>
            {back && <UndoForm undo={back} busy={undoing} takeBack={takeBack} />}
          </div>
        )}
      </div>
    </Context>
  );
}

type UndoProps = { undo: Undo; busy: boolean; takeBack: (undo: Undo) => void };

function UndoForm({ undo, busy, takeBack }: UndoProps) {
  const [, plainly] = useActionState(undo.action, {});
  return (
    <form
      action={plainly}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) takeBack(undo);
      }}
    >
      <FormRoots about={undo.fields.orderId ?? "board"} />
      {Object.entries(undo.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={s.undo} aria-busy={busy}>
        Undo <kbd>Z</kbd>
      </button>
    </form>
  );
}

function undoOf(undo: string | Undo, ofOne: StaffAction): Undo {
  return typeof undo === "string" ? { action: ofOne, fields: { orderId: undo } } : undo;
}

function formOf(fields: Undo["fields"]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
