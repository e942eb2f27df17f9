"use client";

import { Minus, Plus } from "lucide-react";
import { useActionState } from "react";
import { useFormStatus } from "react-dom";
import type { Action } from "@/components/ui/form";

type StepperProps = { variantId: string; name: string; quantity: number; most: number; action: Action; back: string };

/** One fewer, one more: two buttons of one form. */
export function Stepper({ variantId, name, quantity, most, action, back }: StepperProps) {
  const [state, setLine] = useActionState(action, {});
  return (
    <form action={setLine}>
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="back" value={back} />
      <Buttons name={name} quantity={quantity} most={most} />
      {state.message && (
        <p className="err" role="status">
          {state.message}
        </p>
      )}
    </form>
  );
}

function Buttons({ name, quantity, most }: { name: string; quantity: number; most: number }) {
  const { pending, data } = useFormStatus();
  const shown = pending ? Number(data?.get("quantity") ?? quantity) : quantity;
  return (
    <span className="step">
      <button type="submit" name="quantity" value={quantity - 1} aria-label={`One fewer: ${name}`}>
        <Minus className="size-4" aria-hidden />
      </button>
      <output>{shown}</output>
      <button
        type="submit"
        name="quantity"
        value={quantity + 1}
        disabled={quantity >= most}
        aria-label={`One more: ${name}`}
      >
        <Plus className="size-4" aria-hidden />
      </button>
    </span>
  );
}
