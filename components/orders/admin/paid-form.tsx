"use client";

import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";

type Props = { id: string; paid: boolean; paidWords: string; action: StaffAction };

/** The tick that says that the customer has paid. */
export function PaidForm({ id, paid, paidWords, action }: Props) {
  return (
    <StaffForm action={action} about={id} className={s.paid}>
      {({ state, pending }) => (
        <>
          <input type="hidden" name="orderId" value={id} />
          <input type="hidden" name="paid" value={paid ? "no" : "yes"} />
          <button type="submit" className="btn" aria-pressed={paid} aria-busy={pending}>
            <span className={s.box} data-on={paid || undefined}>
              {paid && <Glyph name="tick" />}
            </span>
            Paid
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
