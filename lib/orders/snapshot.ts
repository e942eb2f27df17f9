import type { OrderStatus } from "@/lib/orders/status";
import type { PickupTime } from "@/lib/pickup/rules-of-slots";
import type { Day } from "@/lib/time";

export type LineSnapshot = {
  id: string;
  sku: string;
  itemId: string;
  itemSlug: string;
  variantId: string;
  itemName: string;
  variantName: string;
  photo: string;
  quantity: number;
  unitPriceMinor: number;
  totalMinor: number;
};

/** An order as it was when an event happened: what deliveries and timelines are made from. Money in minor units, instants in UTC. */
export type OrderSnapshot = {
  id: string;
  number: number;
  /** What stands before the number: "FB-". */
  numberPrefix: string;
  token: string;
  revision: number;
  status: OrderStatus;
  channel: string;
  locale: string;
  currency: string;
  placedAt: string;
  paidAt: string | null;
  /** The total when it was ticked as paid; the total may have changed since. Null: nothing, or all of it. */
  paidMinor: number | null;
  pickupDay: Day;
  /** The time of that day, copied from its slot; null where the day has no times. */
  slot: PickupTime | null;
  /** Work units that it takes of its slot. */
  work: number;
  customer: { name: string; email: string; phone: string };
  notify: { email: boolean; text: boolean };
  note: string;
  cancelReason: string;
  lines: LineSnapshot[];
  totalMinor: number;
};
