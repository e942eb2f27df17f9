import { createHash } from "node:crypto";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { orderNumber } from "@/lib/orders/number";
import { dueOf, paidOf, paymentStatusOf } from "@/lib/orders/rules";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import { hoursOn, type OpenDays, type OpenHours } from "@/lib/pickup/rules-of-hours";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Shop } from "@/lib/settings/queries";
import { instantAt } from "@/lib/time";

/** How much of an order is told: so many of its lines, and what is about a person or not. */
export type Told = { days: OpenDays; count: number; personal: boolean };

const nobody = { id: null, name: null, email: null, phone: null };

/** An order in the payload's words: money in minor units, times in UTC. */
export function orderOf(order: OrderSnapshot, shop: Shop, { days, count, personal }: Told) {
  return {
    ...head(order),
    customer: personal ? { id: customerId(order), ...order.customer } : nobody,
    notify: order.notify,
    fulfilment: fulfilment(order, shop, days),
    lines: order.lines.slice(0, count).map(line),
    ...(count < order.lines.length && { lines_left_out: order.lines.length - count }),
    ...sums(order),
    answers: [],
    note: order.note || null,
    ...pages(order, personal),
  };
}

function pages({ id, token }: OrderSnapshot, personal: boolean) {
  return {
    admin_url: `${appUrl()}/admin/orders/${id}`,
    customer_url: personal ? `${appUrl()}/orders/${token}` : null,
  };
}

function head(order: OrderSnapshot) {
  return {
    id: order.id,
    number: orderNumber(order),
    revision: order.revision,
    status: order.status,
    payment_status: paymentStatusOf(order),
    channel: order.channel,
    locale: order.locale,
    currency: order.currency,
    placed_at: new Date(order.placedAt).toISOString(),
  };
}

/** Customers have no account: the same email address is the same customer. Who gave no contact is a customer of one order. */
function customerId({ id, customer }: OrderSnapshot): string {
  const known = (customer.email || customer.phone || id).toLowerCase();
  return `cus_${createHash("sha256").update(known).digest("hex").slice(0, 20)}`;
}

/** The slot is the order's pickup time, or the hours of that very day; both ends are null where the shop is closed then. `slot` says the time in words. */
function fulfilment(order: OrderSnapshot, shop: Shop, days: OpenDays) {
  const open = hoursOn<OpenHours>(days, order.pickupDay);
  const at = (minute: number) => instantAt(order.pickupDay, minute, shop.timezone).toISOString();
  return {
    type: "pickup",
    day: order.pickupDay,
    location: { id: "loc_1", name: shop.address || shop.name },
    slot_start: order.slot?.startsAt ?? (open ? at(open.opensMinute) : null),
    slot_end: order.slot?.endsAt ?? (open ? at(open.closesMinute) : null),
    slot: order.slot && timeWords(order.slot, order.locale),
    address: null,
    instructions: shop.directions || null,
  };
}

function line(line: LineSnapshot) {
  return {
    id: line.id,
    sku: line.sku,
    item_id: line.itemId,
    variant_id: line.variantId,
    name: line.itemName,
    variant: line.variantName,
    quantity: line.quantity,
    options: [],
    unit_price: line.unitPriceMinor,
    discount: 0,
    tax: 0,
    total: line.totalMinor,
    note: null,
  };
}

function sums(order: OrderSnapshot) {
  const { totalMinor } = order;
  const totals = { subtotal: totalMinor, discount: 0, delivery: 0, tax: 0, tip: 0, total: totalMinor };
  return { discounts: [], taxes: [], totals: { ...totals, paid: paidOf(order), due: dueOf(order) } };
}
