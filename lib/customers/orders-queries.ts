import { type Contact, ordersOf } from "@/lib/customers/person";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import type { OrderStatus } from "@/lib/orders/status";
import { type Day, fromDate } from "@/lib/time";

export type CustomerOrder = {
  id: string;
  number: number;
  numberPrefix: string;
  status: OrderStatus;
  channel: string;
  pickupDay: Day;
  /** The time of that day, in minutes from midnight; null where it has none. */
  slot: { startsMinute: number; endsMinute: number } | null;
  placedAt: Date;
  paidAt: Date | null;
  totalMinor: number;
  currency: string;
  locale: string;
  note: string;
  name: string;
  email: string;
  phone: string;
  lines: { itemName: string; variantName: string; quantity: number }[];
};

const mostOrders = 200;

/** The orders of whoever an order is of, newest first, at most 200. */
export async function listTheirs(orderId: string, { email, phone }: Contact): Promise<CustomerOrder[]> {
  const ids = await db().$queryRaw<{ id: string }[]>`
    SELECT o.id FROM orders o WHERE o.id IN (${ordersOf(sql`${orderId}`, sql`${email}`, sql`${phone}`)})
     ORDER BY o.placed_at DESC, o.id DESC LIMIT ${mostOrders}`;
  const rows = await db().order.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: {
      ...{ id: true, number: true, numberPrefix: true, status: true, channel: true, pickupDay: true, placedAt: true },
      ...{ slotStartsMinute: true, slotEndsMinute: true },
      ...{ paidAt: true, totalMinor: true, currency: true, locale: true, note: true },
      ...{ customerName: true, customerEmail: true, customerPhone: true },
      lines: { select: { itemName: true, variantName: true, quantity: true }, orderBy: { position: "asc" } },
    },
    orderBy: [{ placedAt: "desc" }, { id: "desc" }],
  });
  return rows.map(
    ({ customerName, customerEmail, customerPhone, pickupDay, slotStartsMinute, slotEndsMinute, ...row }) => ({
      ...{ ...row, name: customerName, email: customerEmail, phone: customerPhone },
      pickupDay: fromDate(pickupDay),
      slot: slotOf(slotStartsMinute, slotEndsMinute),
    }),
  );
}

function slotOf(startsMinute: number | null, endsMinute: number | null): CustomerOrder["slot"] {
  return startsMinute === null || endsMinute === null ? null : { startsMinute, endsMinute };
}
