"use client";

import { useEffect, useState } from "react";
import { Glyph } from "@/components/layout/admin-icons";
import type { OrderStatus } from "@/lib/orders/status";
import type { FormState } from "@/lib/web/action";

/** Why a move did not happen: said until the order moves on, although the form that asked may be gone by now. */
export function Refused({ state, status }: { state: FormState; status: OrderStatus }) {
  const [saidAt, setSaidAt] = useState<{ state: FormState; status: OrderStatus } | null>(null);
  useEffect(() => setSaidAt((said) => (said?.state === state ? said : { state, status })), [state, status]);
  const over = saidAt?.state === state && saidAt.status !== status;
  if (state.done || !state.message || over) return null;
  return (
    <p className="wrong" role="alert">
      <Glyph name="cross" />
      {state.message}
    </p>
  );
}
