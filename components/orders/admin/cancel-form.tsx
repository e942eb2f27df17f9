"use client";

import { useStaffForm } from "@/components/layout/admin-form";
import { FormRoots, type StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";
import { Refused } from "@/components/orders/admin/refused";
import type { LineSnapshot } from "@/lib/orders/snapshot";
import { canMove, type OrderStatus } from "@/lib/orders/status";
import type { FormState } from "@/lib/web/action";

type Props = {
  id: string;
  status: OrderStatus;
  lines: LineSnapshot[];
  consequences: string[];
  action: StaffAction;
  typed?: Record<string, string>;
  refused?: string;
};

/** Cancelling asks first, and says what will happen: it is the one move that cannot be undone. */
export function CancelForm({ id, status, action, refused, ...asked }: Props) {
  const { state, sent, pending } = useStaffForm(action);
  const kept: FormState = { ...state, typed: state.typed ?? asked.typed ?? {} };
  return (
    <>
      <Refused state={state} status={status} />
      {canMove(status, "cancel") && (
        <details className={s.cancel} open={refused !== undefined || undefined}>
          <summary className="btn bare">Cancel order…</summary>
          <form {...sent} className="panel" aria-label="Cancel this order">
            <FormRoots about={id} />
            <input type="hidden" name="orderId" value={id} />
            <Asked {...asked} state={kept} wrong={state.fields?.reason ?? refused} />
            <button type="submit" className="btn go" aria-busy={pending}>
              Cancel order
            </button>
          </form>
        </details>
      )}
    </>
  );
}

type AskedProps = Pick<Props, "lines" | "consequences"> & { state: FormState; wrong: string | undefined };

function Asked({ lines, consequences, state: { typed = {} }, wrong }: AskedProps) {
  return (
    <>
      <h2>Cancel this order?</h2>
      <ul className={s.dots}>
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
        defaultValue={typed.reason}
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
      <ul className={s.fates}>
        {lines.map((line) => (
          <Fate key={line.id} line={line} chosen={typed[`units-${line.id}`]} />
        ))}
      </ul>
    </>
  );
}

/** What becomes of a line's units. */
function Fate({ line, chosen = "back" }: { line: LineSnapshot; chosen?: string }) {
  const name = `units-${line.id}`;
  const what = [line.itemName, line.variantName].filter(Boolean).join(", ");
  return (
    <li>
      <fieldset>
        <legend>
          <b>{line.quantity}</b> {what}
        </legend>
        <label>
          <input type="radio" name={name} value="back" defaultChecked={chosen !== "written_off"} /> Back to stock
        </label>
        <label>
          <input type="radio" name={name} value="written_off" defaultChecked={chosen === "written_off"} /> Written off
        </label>
      </fieldset>
    </li>
  );
}
