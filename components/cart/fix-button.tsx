"use client";

import { useActionState } from "react";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";

type FixButtonProps = { variantId: string; quantity: number; name: string; action: Action; back: string };

/** Sets a line to what can be had, or takes it out: one tap. */
export function FixButton({ variantId, quantity, name, action, back }: FixButtonProps) {
  const [, setLine] = useActionState(action, {});
  return (
    <form action={setLine}>
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="quantity" value={quantity} />
      <input type="hidden" name="back" value={back} />
      <Press className="act">
        {quantity > 0 ? `Set to ${quantity}` : "Take it out"}
        <span className="sr-only">: {name}</span>
      </Press>
    </form>
  );
}
