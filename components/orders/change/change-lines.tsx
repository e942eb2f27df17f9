"use client";

import type { ShelfLine } from "@/components/counter/shelf";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/change/change.module.css";
import { refusedWords, tooMany } from "@/components/orders/change/change-view";
import { useActionForm } from "@/components/ui/action-form";
import type { LineSnapshot } from "@/lib/orders/snapshot";

type Common = {
  quantity: number;
  /** Of its variant on the whole form, and the most there can be. */
  wanted: number;
  most: number;
  limit: number;
  money: (minor: number) => string;
  onQuantity: (quantity: number) => void;
};

/** A line of the order: how many of it there are to be, and what becomes of those taken off. */
export function LineRow({ line, ...row }: Common & { line: LineSnapshot }) {
  const { quantity, money } = row;
  const { touch } = useActionForm();
  const fewer = line.quantity - quantity;
  const name = [line.itemName, line.variantName].filter(Boolean).join(", ");
  return (
    <li data-off={quantity === 0 || undefined}>
      <span className={s.what}>
        <b>{line.itemName}</b> <span className="mid">{line.variantName}</span>
        <span className="meta quiet">{money(line.unitPriceMinor)} each, as agreed</span>
      </span>
      <Stepper {...row} name={`quantity-${line.id}`} called={name} variantId={line.variantId} had={line.quantity} />
      <span className={s.sum}>{money(line.unitPriceMinor * quantity)}</span>
      <button
        type="button"
        className="btn bare small"
        aria-label={quantity === 0 ? `Put back ${name}` : `Take off ${name}`}
        onClick={() => {
          row.onQuantity(quantity === 0 ? line.quantity : 0);
          touch();
        }}
      >
        {quantity === 0 ? "Put back" : "Take off"}
      </button>
      {fewer > 0 && (
        <label className={s.fate}>
          <input type="checkbox" name={`off-${line.id}`} />
          <span>
            Write {fewer === 1 ? "it" : `the ${fewer}`} off
            <span className="quiet">: otherwise {fewer === 1 ? "it goes" : "they go"} back to stock</span>
          </span>
        </label>
      )}
    </li>
  );
}

/** A line that this change adds. */
export function AddedRow({ line, ...row }: Common & { line: ShelfLine }) {
  const { quantity, money, onQuantity } = row;
  const { touch } = useActionForm();
  const name = [line.name, line.variant].filter(Boolean).join(", ");
  if (quantity === 0) return null;
  return (
    <li data-new>
      <span className={s.what}>
        <b>{line.name}</b> <span className="mid">{line.variant}</span>
        <span className="meta quiet">{money(line.priceMinor)} each, today's price. New</span>
      </span>
      <Stepper {...row} name={`add-${line.variantId}`} called={name} variantId={line.variantId} had={0} />
      <span className={s.sum}>{money(line.priceMinor * quantity)}</span>
      <button
        type="button"
        className="btn bare small"
        aria-label={`Take off ${name}`}
        onClick={() => {
          onQuantity(0);
          touch();
        }}
      >
        Take off
      </button>
    </li>
  );
}

type StepperProps = Omit<Common, "money"> & { name: string; called: string; variantId: string; had: number };

function Stepper({ name, called, variantId, had, quantity, wanted, most, limit, onQuantity }: StepperProps) {
  const { state, touch } = useActionForm();
  const wrong = state.fields?.[name] ?? tooMany(wanted, most, had) ?? refusedWords(state, variantId);
  const set = (next: number) => {
    onQuantity(Math.max(0, Math.min(limit, next || 0)));
    touch();
  };
  return (
    <span className={s.stepper}>
      <button type="button" className="btn" aria-label={`One less: ${called}`} onClick={() => set(quantity - 1)}>
        −
      </button>
      <input
        className="field num"
        type="number"
        inputMode="numeric"
        name={name}
        aria-label={`How many: ${called}`}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `wrong-${name}` : undefined}
        min={0}
        max={limit}
        value={quantity}
        onChange={(event) => set(Math.trunc(Number(event.target.value)))}
      />
      <button type="button" className="btn" aria-label={`One more: ${called}`} onClick={() => set(quantity + 1)}>
        +
      </button>
      {wrong && (
        <span className={`wrong ${s.wrong}`} id={`wrong-${name}`} role="alert">
          <Glyph name="cross" />
          {wrong}
        </span>
      )}
    </span>
  );
}
