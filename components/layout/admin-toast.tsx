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

/** What was just done. `undo` is the order whose move can be taken back. */
export type Toast = { words: string; undo?: string };

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

  const takeBack = (form: FormData) =>
    startUndo(async () => {
      const state = await undo({}, form).catch(() => ({ message: "That did not reach the shop. Please try again." }));
      say({ words: state.message ?? "Undone" });
    });
  useKeys({ z: () => toast?.undo && !undoing && takeBack(formOf(toast.undo)) });

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
            {toast.undo && <UndoForm order={toast.undo} action={undo} busy={undoing} takeBack={takeBack} />}
          </div>
        )}
      </div>
    </Context>
  );
}

type UndoProps = { order: string; action: StaffAction; busy: boolean; takeBack: (form: FormData) => void };

function UndoForm({ order, action, busy, takeBack }: UndoProps) {
  const [, plainly] = useActionState(action, {});
  return (
    <form
      action={plainly}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) takeBack(new FormData(event.currentTarget));
      }}
    >
      <FormRoots about={order} />
      <input type="hidden" name="orderId" value={order} />
      <button type="submit" className={s.undo} aria-busy={busy}>
        Undo <kbd>Z</kbd>
      </button>
    </form>
  );
}

function formOf(orderId: string): FormData {
  const form = new FormData();
  form.set("orderId", orderId);
  return form;
}
