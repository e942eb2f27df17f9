import type { KeptLine } from "@/lib/checkout/rules";
import { db } from "@/lib/db/client";
import { type Day, fromDate } from "@/lib/time";

/** What a cart means to order, as its row says. */
export type CartIntent = {
  cartId: string;
  version: number;
  day: Day | null;
  lines: KeptLine[];
  orderId: string | null;
};

/** Reads a cart's row; null if it is gone. One row holds it all, so that one version names one content. */
export async function findIntent(cartId: string): Promise<CartIntent | null> {
  const row = await db().cart.findUnique({
    where: { id: cartId },
    select: { id: true, version: true, day: true, lines: true, orderId: true },
  });
  if (!row) return null;
  const { id, version, day, lines, orderId } = row;
  return { cartId: id, version, day: day && fromDate(day), lines: lines as KeptLine[], orderId };
}
