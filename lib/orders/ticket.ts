import { createHash } from "node:crypto";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";

/** What stands on a ticket, as far as the kitchen cares. */
type Shown = Pick<OrderSnapshot, "pickupDay" | "slot" | "customer" | "note"> & {
  lines: readonly Pick<LineSnapshot, "variantId" | "itemName" | "variantName" | "quantity">[];
};

/** A hash of what a ticket says: another one later means that the order changed since. */
export function contentOf({ pickupDay, slot, customer, note, lines }: Shown): string {
  const shown = lines.map(({ variantId, itemName, variantName, quantity }) => [
    variantId,
    itemName,
    variantName,
    quantity,
  ]);
  const time = slot ? [slot.startsAt, slot.endsAt] : [];
  return createHash("sha256")
    .update(JSON.stringify([pickupDay, customer.name, note, shown, ...time]))
    .digest("hex")
    .slice(0, 32);
}
