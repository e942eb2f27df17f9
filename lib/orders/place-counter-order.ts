import { type Actor, requirePermission } from "@/lib/actor";
import type { CounterOrderInput } from "@/lib/orders/counter-input";
import type { PlacedOrder } from "@/lib/orders/earlier-order";
import { placeOrder } from "@/lib/orders/place-order";
import { contentHash } from "@/lib/orders/wire";

/**
 * Places an order for somebody at the counter or on the phone, once per form: the same command as on the web, with the same refusals. Staff
 * are not bound by the switch, a pause and the last moment to order, and whoever may lift limits can do so for this order, with a reason. A form sent again gets the order it placed; with other content it is refused as
 * `form_reused`, with that order.
 */
export async function placeCounterOrder(
  actor: Actor | null,
  { key, ...content }: CounterOrderInput,
): Promise<PlacedOrder> {
  const who = requirePermission(actor, "orders.place");
  if (content.lift) requirePermission(actor, "orders.lift_limit");
  const { expectedTotalMinor: _, ...agreed } = content;
  return placeOrder(who, { ...content, key: { formKey: key, contentHash: contentHash(agreed) } });
}
