"use client";

import { useActionState } from "react";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";

type RemoveButtonProps = { variantId: string; name: string; action: Action; back: string };

/** Takes a line out of the cart. */
export function RemoveButton({ variantId, name, action, back }: RemoveButtonProps) {
  const [, setLine] = useActionState(action, {});
  return (
    <form action={setLine}>
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="quantity" value={0} />
      <input type="hidden" name="back" value={back} />
      <Press className="link text-ink-2">
        Remove<span className="sr-only"> {name}</span>
      </Press>
    </form>
  );
}
