import type { Actor } from "@/lib/actor";
import { newId, newToken } from "@/lib/id";
import { type Demand, totalOfDemand, workOfDemand } from "@/lib/orders/demand";
import type { Contact, StaffChannel } from "@/lib/orders/input";
import type { Offer } from "@/lib/orders/offer";
import type { LineSnapshot } from "@/lib/orders/snapshot";
import type { DraftOrder } from "@/lib/orders/write-order";
import type { PickupTime } from "@/lib/pickup/rules-of-slots";

/** What was agreed beside the demand. `slot`: the time that was chosen. `paid`: the money is in the till already. */
export type Terms = {
  contact: Contact;
  slot: PickupTime | null;
  channel?: StaffChannel | undefined;
  paid?: boolean | undefined;
  /** Why staff let this order pass limits. */
  lift?: string | undefined;
  /** The network address it came from. */
  from?: string | undefined;
};

/** The order that a demand becomes: names and prices copied, lines in the order they were named. */
export function draftOrder(
  actor: Actor,
  offer: Offer,
  demand: readonly Demand[],
  { contact, slot, channel, paid }: Terms,
): Omit<DraftOrder, "eventId" | "cartId" | "changes" | "people" | "stillOpen"> {
  const { customer, notify, note } = contact;
  return {
    id: newId("ord"),
    token: newToken(),
    numberPrefix: offer.orderPrefix,
    revision: 1,
    status: "placed",
    channel: channel ?? (actor.kind === "api" ? "api" : "web"),
    locale: offer.locale,
    currency: offer.currency,
    paidAt: paid ? new Date().toISOString() : null,
    paidMinor: paid ? totalOfDemand(demand) : null,
    pickupDay: offer.day,
    slot: slot && timeOf(slot),
    work: workOfDemand(demand),
    customer: { name: customer.name, email: customer.email, phone: customer.phone },
    notify: { email: notify.email, text: notify.text },
    note,
    cancelReason: "",
    lines: demand.map(lineOf),
    totalMinor: totalOfDemand(demand),
    stockDays: demand.map((line) => (line.keeps ? null : offer.day)),
    works: demand.map((line) => line.workUnits),
  };
}

/** Of a slot only when it is: what it has taken is not the order's. */
export function timeOf({ id, startsAt, endsAt, startsMinute, endsMinute }: PickupTime): PickupTime {
  return { id, startsAt, endsAt, startsMinute, endsMinute };
}

function lineOf(line: Demand): LineSnapshot {
  const { sku, itemId, itemSlug, variantId, itemName, variantName, photo, quantity, priceMinor } = line;
  return {
    id: newId("lin"),
    ...{ sku, itemId, itemSlug, variantId, itemName, variantName, photo, quantity },
    unitPriceMinor: priceMinor,
    totalMinor: priceMinor * quantity,
  };
}
