"use client";

import s from "@/components/deliveries/deliveries.module.css";
import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";

type Props = { orderId: string; email: string; action: StaffAction; typed?: string; refused?: string };

/** Sends the confirmation once more, as the order is now, also to another address than the order's. */
export function ConfirmAgain({ orderId, email, action, typed, refused }: Props) {
  return (
    <details className={s.confirm} open={refused !== undefined}>
      <summary>Send the confirmation again…</summary>
      <StaffForm action={action} about={orderId} label="Send the confirmation again">
        {({ state, pending }) => {
          const wrong = state.done ? undefined : (state.fields?.email ?? state.message ?? refused);
          return (
            <>
              <input type="hidden" name="orderId" value={orderId} />
              <label htmlFor="confirm-email">To this address</label>
              <div>
                <input
                  id="confirm-email"
                  name="email"
                  type="email"
                  inputMode="email"
                  className="field"
                  defaultValue={state.typed?.email ?? typed ?? email}
                  maxLength={254}
                  autoComplete="off"
                  aria-invalid={wrong ? true : undefined}
                  aria-describedby={wrong ? "confirm-wrong confirm-hint" : "confirm-hint"}
                />
                <button type="submit" className="btn" aria-busy={pending}>
                  Send
                </button>
              </div>
              <p className="meta quiet" id="confirm-hint">
                The order as it is now. Another address here is used this once: change the order to keep it.
              </p>
              {wrong && (
                <p className="wrong" id="confirm-wrong" role="alert">
                  <Glyph name="cross" />
                  {wrong}
                </p>
              )}
            </>
          );
        }}
      </StaffForm>
    </details>
  );
}
