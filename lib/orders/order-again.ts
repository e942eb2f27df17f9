import { keepContents, lockOrOpen } from "@/lib/checkout/change-cart";
import { refuse } from "@/lib/checkout/refusals";
import { requireOpen } from "@/lib/checkout/require";
import { type KeptLine, mostLines, mostUnits, withLine } from "@/lib/checkout/rules";
import { inTransaction } from "@/lib/db/transaction";
import { orderNumber } from "@/lib/orders/number";
import { findSnapshotByToken } from "@/lib/orders/queries";
import type { LineSnapshot } from "@/lib/orders/snapshot";
import { listPickupDays } from "@/lib/pickup/queries";
import { nextOrderable } from "@/lib/pickup/rules";
import { refuseCommon } from "@/lib/refusal";

/**
 * Puts what an order held into the cart behind a token, or into a new one: for the day that the cart is for, or the next that can be ordered for.
 * Of each at least as many as the order had, so that pressing twice doubles nothing. All of it goes in, with the price of then as the one that was
 * seen: the cart says what is gone, short, or costs another price now. Returns the cart's token and the order's number.
 * Refuses `shop_closed`, `paused`, `day_closed`, `cart_full`, `not_found`, `busy`.
 */
export async function orderAgain(
  cartToken: string | undefined,
  orderToken: string,
): Promise<{ token: string; number: string }> {
  const order = (await findSnapshotByToken(orderToken)) ?? refuseCommon("not_found", { what: "order" });
  const { timezone } = await requireOpen();
  const next = nextOrderable(await listPickupDays(timezone)) ?? refuse("day_closed", { day: "" });
  return inTransaction(async (tx) => {
    const cart = await lockOrOpen(tx, cartToken);
    const lines = sumsOf(order.lines).reduce(withAtLeast, cart.lines);
    if (lines.length > mostLines) refuse("cart_full", {});
    const day = cart.lines.length > 0 && cart.day ? cart.day : next.day;
    await keepContents(tx, { id: cart.id, day, lines });
    return { token: cart.token, number: orderNumber(order) };
  });
}

/** Two lines of one variant, at two prices, are one line of a cart; the later price is the one that was seen last. */
function sumsOf(lines: readonly LineSnapshot[]): KeptLine[] {
  const sums = new Map<string, KeptLine>();
  for (const { variantId, quantity, unitPriceMinor: seenPriceMinor } of lines) {
    const units = (sums.get(variantId)?.quantity ?? 0) + quantity;
    sums.set(variantId, { variantId, quantity: Math.min(units, mostUnits), seenPriceMinor });
  }
  return [...sums.values()];
}

function withAtLeast(lines: KeptLine[], line: KeptLine): KeptLine[] {
  const known = lines.find(({ variantId }) => variantId === line.variantId);
  if (!known) return withLine(lines, line);
  return withLine(lines, { ...known, quantity: Math.max(known.quantity, line.quantity) });
}
