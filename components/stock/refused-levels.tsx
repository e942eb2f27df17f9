"use client";

import { OrderLinks } from "@/components/stock/needed-by";
import s from "@/components/stock/plan.module.css";
import { useActionForm } from "@/components/ui/action-form";
import type { RefusedRow } from "@/lib/stock/refusals";

/** In an ActionForm that was refused for some levels: each of them, in words, with the orders that need its units. */
export function RefusedLevels() {
  const { state } = useActionForm();
  const { rows = [] } = (state.refusal?.detail ?? {}) as { rows?: RefusedRow[] };
  if (rows.length === 0) return null;
  return (
    <ul className={s.refused}>
      {rows.map(({ variantId, day, name, words, orders }) => (
        <li key={`${variantId} ${day}`}>
          <b>
            {name}
            {day && `, ${day}`}
          </b>{" "}
          {words}{" "}
          {orders.length > 0 && (
            <>
              See <OrderLinks orders={orders} />.
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
