import type { OrderStatus } from "@/lib/orders/status";
import type { CustomerChange } from "@/lib/settings/rules-of-own-orders";

/** Whether customers change an order of this status themselves, before the last moment of its day and time. */
export function mayChangeOwn(status: OrderStatus, until: CustomerChange): boolean {
  if (until === "never") return false;
  return status === "placed" || (until === "until_cut_off" && status === "accepted");
}
