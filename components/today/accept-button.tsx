"use client";

import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";

type Props = { order: { orderId: string; number: string }; action: StaffAction };

/** Accepts the order that waits longest, without leaving the page. */
export function AcceptButton({ order, action }: Props) {
  return (
    <StaffForm action={action} about={order.orderId} undoable={order.orderId}>
      {({ state, pending }) => (
        <>
          <input type="hidden" name="orderId" value={order.orderId} />
          <button type="submit" className="btn go" aria-busy={pending}>
            Accept {order.number}
          </button>
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
