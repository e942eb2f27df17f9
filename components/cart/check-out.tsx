"use client";

import { useActionState } from "react";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";

/** Goes to checkout. What is in the cart is kept from then on. */
export function CheckOut({ enter }: { enter: Action }) {
  const [state, go] = useActionState(enter, {});
  return (
    <form action={go} className="mt-4">
      {state.message && (
        <p className="notice mb-3" role="alert">
          {state.message}
        </p>
      )}
      <Press className="btn w-full" waiting="One moment">
        Check out
      </Press>
    </form>
  );
}
