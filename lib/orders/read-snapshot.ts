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
  slotId: true,
  slotStartsAt: true,
  slotEndsAt: true,
  slotStartsMinute: true,
  slotEndsMinute: true,
  workUnits: true,
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

type Row = Omit<OrderSnapshot, "placedAt" | "paidAt" | "pickupDay" | "slot" | "work" | "customer" | "notify"> &
  SlotRow & {
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

type SlotRow = {
  slotId: string | null;
  slotStartsAt: Date | null;
  slotEndsAt: Date | null;
  slotStartsMinute: number | null;
  slotEndsMinute: number | null;
  workUnits: number;
};

/** An order's row as a snapshot. */
export function toSnapshot(row: Row): OrderSnapshot {
  const { customerName, customerEmail, customerPhone, notifyEmail, notifyText, placedAt, paidAt, pickupDay, ...other } =
    row;
  const { slotId, slotStartsAt, slotEndsAt, slotStartsMinute, slotEndsMinute, workUnits, ...rest } = other;
  return {
    ...rest,
    placedAt: placedAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    pickupDay: fromDate(pickupDay),
    slot: timeOf(row),
    work: workUnits,
    customer: { name: customerName, email: customerEmail, phone: customerPhone },
    notify: { email: notifyEmail, text: notifyText },
  };
}

/** All of it is there, or none: the database sees to it. */
function timeOf(row: SlotRow): OrderSnapshot["slot"] {
  const { slotId: id, slotStartsAt: starts, slotEndsAt: ends, slotStartsMinute, slotEndsMinute } = row;
  if (!id || !starts || !ends) return null;
  const shown = { startsMinute: slotStartsMinute ?? 0, endsMinute: slotEndsMinute ?? 0 };
  return { id, startsAt: starts.toISOString(), endsAt: ends.toISOString(), ...shown };
}

/** An order as it is now, by a statement of its own: after its lock was taken, this is the locked truth. Throws if it is not there. */
export async function readSnapshot(tx: Tx | ReturnType<typeof db>, orderId: string): Promise<OrderSnapshot> {
  return toSnapshot(await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: snapshotFields }));
}
