"use client";

import { type ReactNode, useRef } from "react";
import { useStaffForm } from "@/components/layout/admin-form";
import { FormRoots, type StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph, StateMark } from "@/components/layout/admin-icons";
import { useKeys } from "@/components/layout/admin-keys";
import s from "@/components/orders/admin/order.module.css";
import { Refused } from "@/components/orders/admin/refused";
import { statusMarks } from "@/components/orders/admin/status-marks";
import { type Stub, stubs } from "@/components/orders/board/columns";
import { type OrderStatus, statusWords } from "@/lib/orders/status";

export type OrderActions = {
  accept: StaffAction;
  markReady: StaffAction;
  complete: StaffAction;
};

type Props = {
  id: string;
  number: string;
  name: string;
  status: OrderStatus;
  actions: OrderActions | null;
  /** Why the last move did not happen, told to a browser without JavaScript. */
  refused?: string;
  /** What else can be done with it. */
  children: ReactNode;
};

/** Number, name and status, with the moves that this status allows. */
export function OrderHead({ id, number, name, status, actions, refused, children }: Props) {
  const main = useRef<HTMLDivElement>(null);
  useKeys({ m: () => main.current?.querySelector("form")?.requestSubmit() });
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
      {actions && (
        <div ref={main} className={s.main}>
          {Object.entries(stubs).map(([from, stub]) => (
            <MoveForm key={stub.move} action={actions[stub.move]} id={id} stub={stub} status={status} from={from} />
          ))}
        </div>
      )}
    </div>
  );
}

type MoveProps = { action: StaffAction; id: string; stub: Stub; from: string; status: OrderStatus };

function MoveForm({ action, id, stub, from, status }: MoveProps) {
  const { state, sent, pending } = useStaffForm(action, { undoable: id });
  return (
    <>
      {from === status && (
        <form {...sent}>
          <FormRoots about={id} undoable />
          <input type="hidden" name="orderId" value={id} />
          <button type="submit" className={`btn go ${s.big}`} aria-busy={pending}>
            <Glyph name={stub.glyph} />
            {stub.words}
            <kbd>M</kbd>
          </button>
        </form>
      )}
      <Refused state={state} status={status} />
    </>
  );
}
