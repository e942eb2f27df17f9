import { db } from "@/lib/db/client";
import { newCartId, newId, newToken } from "@/lib/id";
import type { OrderStatus } from "@/lib/orders/status";
import { keepSums } from "@/lib/reports/keep-sums";
import { dayOf, toDate } from "@/lib/time";

export type Past = {
  at: string;
  status?: OrderStatus;
  channel?: string;
  lines?: readonly { variantId: string; quantity: number; unitPriceMinor: number }[];
  totalMinor?: number;
  timezone?: string;
};

let number = 50_000;

/** An order of the past, as the database would hold it. Returns its id. */
export async function past({ at, status = "completed", channel = "web", lines = [], ...rest }: Past): Promise<string> {
  number += 1;
  const id = newId("ord");
  const placedAt = new Date(at);
  const sum = lines.reduce((all, line) => all + line.quantity * line.unitPriceMinor, 0);
  await db().order.create({
    data: {
      ...{ id, number, token: newToken(), cartId: newCartId(), channel, status, placedAt, updatedAt: new Date() },
      pickupDay: toDate(dayOf(placedAt, rest.timezone ?? "Europe/London")),
      ...{ currency: "GBP", locale: "en-GB", totalMinor: rest.totalMinor ?? sum },
      ...{ customerName: "Ada", customerEmail: "", notifyEmail: false, notifyText: false },
      lines: {
        create: lines.map((line, index) => ({
          ...{ id: newId("lin"), position: index + 1, sku: "S", itemId: "i", itemSlug: "i", itemName: "Loaf" },
          ...line,
          totalMinor: line.quantity * line.unitPriceMinor,
        })),
      },
    },
  });
  return id;
}

/** An order's status, as a move leaves it. */
export async function setStatus(id: string, status: OrderStatus): Promise<void> {
  await db().order.update({ where: { id }, data: { status, updatedAt: new Date() } });
}

/** Two minutes pass, and the sums are made: from then on they are what reports read. */
export async function keepAll(): Promise<number> {
  await db().$executeRaw`UPDATE orders SET updated_at = updated_at - interval '2 minutes'`;
  await db().$executeRaw`UPDATE report_watermark SET seen_through = seen_through - interval '2 minutes'`;
  return keepSums();
}
