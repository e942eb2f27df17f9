import { findSpentKey, type OrderKey } from "@/lib/checkout/claim-key";
import { findIntent } from "@/lib/checkout/intent";
import type { WantedLine } from "@/lib/orders/demand";
import type { Terms } from "@/lib/orders/draft-order";
import type { OrderRequest } from "@/lib/orders/order-request";
import { refuse } from "@/lib/orders/refusals";
import { listPickupDays } from "@/lib/pickup/queries";
import { nextOrderable } from "@/lib/pickup/rules";
import { getShop } from "@/lib/settings/queries";
import type { Day } from "@/lib/time";

/** An order as it is meant, before anything is known of what is there. */
export type Intent = Omit<Terms, "slot"> & { key: OrderKey; day: Day; lines: readonly WantedLine[] };

/** What is to be ordered, by the cart or as it was sent; the order that the cart or key was spent on, if it was. Refuses `cart_gone`, `day_closed`, `key_reused`, `form_reused`. */
export async function readIntent(request: OrderRequest): Promise<Intent | { orderId: string }> {
  if (!("cartId" in request.key)) {
    const { key, day, ...rest } = request as Extract<OrderRequest, { lines: WantedLine[] }>;
    const chosen = day ?? (await nextDay());
    return chosen ? { ...rest, key, day: chosen, contact: request } : repeatOnly(key);
  }
  const cart = (await findIntent(request.key.cartId)) ?? refuse("cart_gone", {});
  if (cart.orderId) return { orderId: cart.orderId };
  const day = cart.day ?? (await nextDay()) ?? refuse("day_closed", { day: "" });
  const { from } = request as { from?: string };
  return { key: { cartId: cart.cartId, version: cart.version }, day, lines: cart.lines, contact: request, from };
}

/** No day can be ordered for: a key that was spent before still finds its order. */
async function repeatOnly(key: OrderKey): Promise<{ orderId: string }> {
  return checkContent(key, (await findSpentKey(key)) ?? refuse("day_closed", { day: "" }));
}

async function nextDay(): Promise<Day | null> {
  const { timezone } = await getShop();
  return nextOrderable(await listPickupDays(timezone))?.day ?? null;
}

/** The order that a key was spent on, if it came with the same content then. Refuses `key_reused`, `form_reused`. */
export function checkContent(
  key: OrderKey,
  spent: { orderId: string; contentHash: string | null },
): { orderId: string } {
  if ("contentHash" in key && spent.contentHash !== key.contentHash)
    "formKey" in key ? refuse("form_reused", { orderId: spent.orderId }) : refuse("key_reused", {});
  return { orderId: spent.orderId };
}
