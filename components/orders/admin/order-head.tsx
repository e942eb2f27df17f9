"use client";

import { type ReactNode, useRef } from "react";
import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph, type GlyphName, StateMark } from "@/components/layout/admin-icons";
import { useKeys } from "@/components/layout/admin-keys";
import s from "@/components/orders/admin/order.module.css";
import { statusMarks } from "@/components/orders/admin/status-marks";
import { stubs } from "@/components/orders/board/columns";
import { type OrderStatus, statusWords } from "@/lib/orders/status";

export type OrderActions = {
  accept: StaffAction;
  markReady: StaffAction;
  complete: StaffAction;
  notCollected: StaffAction;
};

type Props = {
  id: string;
  number: string;
  name: string;
  status: OrderStatus;
  actions: OrderActions | null;
  /** Why the last move did not happen, told to a browser without JavaScript. */
  refused?: string;
  /** The way to cancel it. */
  children: ReactNode;
};

/** Number, name and status, with the moves that this status allows. */
export function OrderHead({ id, number, name, status, actions, refused, children }: Props) {
  const main = useRef<HTMLDivElement>(null);
  useKeys({ m: () => main.current?.querySelector("form")?.requestSubmit() });
  const stub = stubs[status];
  return (
    <div className={s.head}>
      <h1>
        <span>{number}</span> {name}
      </h1>
      <StateMark {...statusMarks[status]} pill>
        {statusWords[status]}
      </StateMark>
      <span className="push" />
      {refused && (
        <p className="wrong" role="alert">
          <Glyph name="cross" />
          {refused}
        </p>
      )}
      {children}
      {actions && status === "ready" && (
        <MoveForm action={actions.notCollected} id={id} words="Not collected" glyph="late" />
      )}
      {actions && stub && (
        <div ref={main} className={s.main}>
          <MoveForm key={status} action={actions[stub.move]} id={id} words={stub.words} glyph={stub.glyph} main />
        </div>
      )}
    </div>
  );
}

type MoveProps = { action: StaffAction; id: string; words: string; glyph: GlyphName; main?: boolean };

function MoveForm({ action, id, words, glyph, main }: MoveProps) {
  return (
    <StaffForm action={action} about={id} undoable={id}>
      {({ state, pending }) => (
        <>
          <input type="hidden" name="orderId" value={id} />
          <button type="submit" className={main ? `btn go ${s.big}` : "btn"} aria-busy={pending}>
            <Glyph name={glyph} />
            {words}
            {main && <kbd>M</kbd>}
          </button>
          {state.message && !state.done && (
            <p className="wrong" role="alert">
              <Glyph name="cross" />
              {state.message}
            </p>
          )}
        </>
      )}
    </StaffForm>
  );
}
