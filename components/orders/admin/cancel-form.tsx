"use client";

import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";

type Props = { id: string; consequences: string[]; action: StaffAction; typed?: string; refused?: string };

/** Cancelling asks first, and says what will happen: it is the one move that cannot be undone. */
export function CancelForm({ id, consequences, action, typed = "", refused }: Props) {
  return (
    <details className={s.cancel} open={refused !== undefined}>
      <summary className="btn bare">Cancel order…</summary>
      <StaffForm action={action} about={id} className="panel" label="Cancel this order">
        {({ state, pending }) => {
          const wrong = state.fields?.reason ?? (state.done ? undefined : state.message) ?? refused;
          return (
            <>
              <input type="hidden" name="orderId" value={id} />
              <h2>Cancel this order?</h2>
              <ul>
                {consequences.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
              <label htmlFor="reason">Reason, as the customer will read it</label>
              <input
                id="reason"
                name="reason"
                className="field"
                maxLength={200}
                required
                defaultValue={state.typed?.reason ?? typed}
                aria-invalid={wrong ? true : undefined}
                aria-describedby={wrong ? "reason-wrong" : undefined}
                autoComplete="off"
              />
              {wrong && (
                <p id="reason-wrong" className="wrong" role="alert">
                  <Glyph name="cross" />
                  {wrong}
                </p>
              )}
              <button type="submit" className="btn go" aria-busy={pending}>
                Cancel order
              </button>
            </>
          );
        }}
      </StaffForm>
    </details>
  );
}
