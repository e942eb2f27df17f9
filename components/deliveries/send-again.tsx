"use client";

import type { AgainOffer } from "@/components/deliveries/again-words";
import s from "@/components/deliveries/deliveries.module.css";
import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";

type Props = { id: string; refused?: string; action: StaffAction };

/** Sends a settled message once more. One that arrived or may have asks first, and says what could happen. */
export function SendAgain({ id, offer: { warning, choices }, refused, action }: Props & { offer: AgainOffer }) {
  const [first, ...others] = choices;
  if (warning === null) return <OneButton id={id} refused={refused} action={action} {...first} />;
  return (
    <details className={s.again} open={refused !== undefined}>
      <summary className="btn small">Send again…</summary>
      <div className="panel">
        <p>{warning}</p>
        <OneButton id={id} refused={refused} action={action} {...first} />
        {others.map((choice) => (
          <OneButton key={choice.arrived} id={id} action={action} {...choice} />
        ))}
      </div>
    </details>
  );
}

/** Says of a message whose answer was lost that it is there: somebody asked. */
export function ItArrived({ id, action }: Pick<Props, "id" | "action">) {
  return <OneButton id={id} action={action} words="It arrived" />;
}

type ButtonProps = Props & {
  words: string;
  /** What is to become of a message that arrived. */
  arrived?: string;
  says?: string;
};

function OneButton({ id, refused, action, words, arrived, says }: ButtonProps) {
  return (
    <StaffForm action={action} about={id}>
      {({ state, pending }) => {
        const wrong = state.done ? "" : (state.message ?? refused);
        return (
          <>
            <input type="hidden" name="deliveryId" value={id} />
            {arrived && <input type="hidden" name="arrived" value={arrived} />}
            <button type="submit" className="btn small" aria-busy={pending}>
              {words}
            </button>
            {says && <p className="meta mid">{says}</p>}
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
