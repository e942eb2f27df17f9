"use client";

import { Minus, Plus } from "lucide-react";

type Props = {
  field: string;
  name: string;
  quantity: number;
  most: number;
  wrongId: string | undefined;
  set: (quantity: number) => void;
};

/** How many there are to be: a number to type, which is all there is without JavaScript, between one fewer and one more. */
export function OwnStepper({ field, name, quantity, most, wrongId, set }: Props) {
  return (
    <span className="step">
      <button
        type="button"
        className="needs-script"
        aria-label={`One fewer: ${name}`}
        disabled={quantity <= 0}
        onClick={() => set(quantity - 1)}
      >
        <Minus className="size-4" aria-hidden />
      </button>
      <input
        type="number"
        name={field}
        aria-label={`How many: ${name}`}
        aria-invalid={wrongId ? true : undefined}
        aria-describedby={wrongId}
        inputMode="numeric"
        min={0}
        max={99}
        value={quantity}
        onChange={(event) => set(Math.max(0, Math.min(99, Math.floor(event.currentTarget.valueAsNumber) || 0)))}
      />
      <button
        type="button"
        className="needs-script"
        aria-label={`One more: ${name}`}
        disabled={quantity >= most}
        onClick={() => set(quantity + 1)}
      >
        <Plus className="size-4" aria-hidden />
      </button>
    </span>
  );
}
