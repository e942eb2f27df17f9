"use client";

import s from "@/components/deliveries/deliveries.module.css";
import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";

type Props = {
  id: string;
  /** Set when it may already have arrived: said, and asked, before it is sent. */
  warning?: string;
  refused?: string;
  action: StaffAction;
};

/** Sends a settled message once more. One that may have arrived asks first, and says what could happen. */
export function SendAgain({ id, warning, refused, action }: Props) {
  if (!warning) return <OneButton id={id} refused={refused} action={action} words="Send again" />;
  return (
    <details className={s.again} open={refused !== undefined}>
      <summary className="btn small">Send again…</summary>
      <div className="panel">
        <p>{warning}</p>
        <OneButton id={id} refused={refused} action={action} words="Send it again anyway" />
      </div>
    </details>
  );
}

/** Says of a message whose answer was lost that it is there: somebody asked. */
export function ItArrived({ id, action }: Pick<Props, "id" | "action">) {
  return <OneButton id={id} action={action} words="It arrived" />;
}

function OneButton({ id, refused, action, words }: Omit<Props, "warning"> & { words: string }) {
  return (
    <StaffForm action={action} about={id}>
      {({ state, pending }) => {
        const wrong = state.done ? "" : (state.message ?? refused);
        return (
          <>
            <input type="hidden" name="deliveryId" value={id} />
            <button type="submit" className="btn small" aria-busy={pending}>
              {words}
            </button>
            {wrong && (
              <p className="wrong" role="alert">
                <Glyph name="cross" />
                {wrong}
              </p>
            )}
          </>
        );
      }}
    </StaffForm>
  );
}
