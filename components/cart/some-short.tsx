"use client";

import { useShorts } from "@/components/cart/cart-now";
import { FitNotice } from "@/components/cart/fit-notice";
import type { Action } from "@/components/ui/form";

/** Where more than one line cannot be ordered as it stands: all of them, and one tap for all. */
export function SomeShort({ fit, back }: { fit: Action; back: string }) {
  const shorts = useShorts();
  if (shorts.length < 2) return null;
  return (
    <div className="mt-4">
      <FitNotice title="Some of this is not to be had" lines={shorts} action={fit} back={back} />
    </div>
  );
}
