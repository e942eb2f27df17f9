"use client";

import Link from "next/link";
import { Fragment } from "react";
import { useActionForm } from "@/components/ui/action-form";
import type { NeededBy } from "@/lib/stock/promised";

/** The orders that need units, each a way to it. */
export function OrderLinks({ orders }: { orders: readonly NeededBy[] }) {
  return orders.map(({ orderId, number, quantity }, index) => (
    <Fragment key={orderId}>
      {index > 0 && ", "}
      <Link className="link" href={`/admin/orders/${orderId}`}>
        {number}
      </Link>{" "}
      ({quantity})
    </Fragment>
  ));
}

/** In an ActionForm that was refused for what is promised: the orders that need the units. */
export function RefusedOrders() {
  const { state } = useActionForm();
  const { orders = [] } = (state.refusal?.detail ?? {}) as { orders?: NeededBy[] };
  if (orders.length === 0) return null;
  return (
    <p>
      Needed by <OrderLinks orders={orders} />.
    </p>
  );
}
