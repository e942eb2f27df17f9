"use client";

import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";

type Props = {
  id: string;
  paid: boolean;
  /** The total changed since it was ticked: the rest can be ticked too. */
  rest: boolean;
  paidWords: string;
  action: StaffAction;
};

/** The tick that says that the customer has paid. */
export function PaidForm({ id, paid, rest, paidWords, action }: Props) {
  return (
    <StaffForm action={action} about={id} className={s.paid}>
      {({ state, pending }) => (
        <>
          <input type="hidden" name="orderId" value={id} />
          <input type="hidden" name="paid" value={paid && !rest ? "no" : "yes"} />
          <button type="submit" className="btn" aria-pressed={paid && !rest} aria-busy={pending}>
            <span className={s.box} data-on={(paid && !rest) || undefined}>
              {paid && !rest && <Glyph name="tick" />}
            </span>
            {rest ? "Settled" : "Paid"}
          </button>
          <span className="mid meta">{paidWords}</span>
          {state.message && !state.done && (
            <p className="wrong" role="alert">
              {state.message}
            </p>
          )}
        </>
      )}
    </StaffForm>
  );
}
