"use client";

import { useStaffForm } from "@/components/layout/admin-form";
import { FormRoots, type StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";
import { Refused } from "@/components/orders/admin/refused";
import { canMove, type OrderStatus } from "@/lib/orders/status";

type Props = {
  id: string;
  status: OrderStatus;
  action: StaffAction;
  /** What happens to the units unless something else is chosen. */
  byKind: string;
};

/** Gives up on a customer, and says what becomes of the units. It can be undone for a while. */
export function NotCollected({ id, status, action, byKind }: Props) {
  const { state, sent, pending } = useStaffForm(action, { undoable: id });
  const choices = [
    { value: "by_kind", words: `As usual: ${byKind}` },
    { value: "back", words: "All back to stock" },
    { value: "written_off", words: "All written off" },
  ];
  return (
    <>
      <Refused state={state} status={status} />
      {canMove(status, "markNotCollected") && (
        <details className={s.cancel}>
          <summary className="btn">
            <Glyph name="late" />
            Not collected…
          </summary>
          <form {...sent} className="panel" aria-label="Not collected">
            <FormRoots about={id} undoable />
            <input type="hidden" name="orderId" value={id} />
            <fieldset className={s.choices}>
              <legend>
                <h2>What becomes of the units?</h2>
              </legend>
              {choices.map(({ value, words }) => (
                <label key={value}>
                  <input type="radio" name="units" value={value} defaultChecked={value === "by_kind"} />
                  {words}
                </label>
              ))}
            </fieldset>
            <button type="submit" className="btn go" aria-busy={pending}>
              Not collected
            </button>
          </form>
        </details>
      )}
    </>
  );
}
