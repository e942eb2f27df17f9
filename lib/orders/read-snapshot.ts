import type { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import { fromDate } from "@/lib/time";

export const lineFields = {
  id: true,
  sku: true,
  itemId: true,
  itemSlug: true,
  variantId: true,
  itemName: true,
  variantName: true,
  photo: true,
  quantity: true,
  unitPriceMinor: true,
  totalMinor: true,
} as const;

export const snapshotFields = {
  id: true,
  number: true,
  numberPrefix: true,
  token: true,
  revision: true,
  status: true,
  channel: true,
  locale: true,
  currency: true,
  placedAt: true,
  paidAt: true,
  paidMinor: true,
  pickupDay: true,
  customerName: true,
  customerEmail: true,
  customerPhone: true,
  notifyEmail: true,
  notifyText: true,
  note: true,
  cancelReason: true,
  totalMinor: true,
  lines: { select: lineFields, orderBy: { position: "asc" } },
} as const;

type Row = Omit<OrderSnapshot, "placedAt" | "paidAt" | "pickupDay" | "customer" | "notify"> & {
  placedAt: Date;
  paidAt: Date | null;
  pickupDay: Date;
  customerName: string;
  customerEmail: string;
  customerPhone: string;
  notifyEmail: boolean;
  notifyText: boolean;
  lines: LineSnapshot[];
};

/** An order's row as a snapshot. */
export function toSnapshot(row: Row): OrderSnapshot {
  const { customerName, customerEmail, customerPhone, notifyEmail, notifyText, placedAt, paidAt, pickupDay, ...rest } =
    row;
  return {
    ...rest,
    placedAt: placedAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    pickupDay: fromDate(pickupDay),
    customer: { name: customerName, email: customerEmail, phone: customerPhone },
    notify: { email: notifyEmail, text: notifyText },
  };
}

/** An order as it is now, by a statement of its own: after its lock was taken, this is the locked truth. Throws if it is not there. */
export async function readSnapshot(tx: Tx | ReturnType<typeof db>, orderId: string): Promise<OrderSnapshot> {
  return toSnapshot(await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: snapshotFields }));
}
