import type { OrderSnapshot } from "@/lib/orders/snapshot";

type Paid = Pick<OrderSnapshot, "paidAt" | "paidMinor" | "totalMinor">;

/** What has been paid of an order, in minor units. A tick stands for the total as it was then. */
export function paidOf({ paidAt, paidMinor, totalMinor }: Paid): number {
  return paidAt ? (paidMinor ?? totalMinor) : 0;
}

/** What is still to be paid, in minor units; negative if there is money to give back. */
export function dueOf(order: Paid): number {
  return order.totalMinor - paidOf(order);
}

export type PaymentStatus = "paid" | "part_paid" | "unpaid";

/** Paid, unpaid, or paid before more was added. */
export function paymentStatusOf(order: Paid): PaymentStatus {
  if (!order.paidAt) return "unpaid";
  return dueOf(order) > 0 ? "part_paid" : "paid";
}

/** The last moment at which a customer may cancel without calling; null where the shop does not let them. */
export function cancelUntil(placedAt: Date, minutes: number): Date | null {
  return minutes > 0 ? new Date(placedAt.getTime() + minutes * 60_000) : null;
}
