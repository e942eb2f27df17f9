import { createHash } from "node:crypto";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { withoutPersons } from "@/lib/deliveries/without-persons";
import { orderNumber } from "@/lib/orders/number";
import { dueOf, paidOf, paymentStatusOf } from "@/lib/orders/rules";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import { hoursOn, type OpenDays, type OpenHours } from "@/lib/pickup/rules-of-hours";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Shop } from "@/lib/settings/queries";
import { instantAt } from "@/lib/time";

export type OrderEvent = {
  id: string;
  type: string;
  at: Date;
  snapshot: OrderSnapshot;
  /** Only what changed, as it was before, in the payload's words. */
  previous: Record<string, unknown> | null;
};

/** Fields are added, never renamed or removed, inside one version. */
export const schemaVersion = 1;

const nobody = { id: null, name: null, email: null, phone: null };
/** `personal` says whether what is about a person goes along; its fields are null where it does not. */
type BodyOptions = { days: OpenDays; personal?: boolean };

/** Bodies stay below this many bytes. */
export const longestBodyBytes = 20_000;

/**
 * The bytes that every destination receives about an order's event: a full snapshot, money in minor units, times in UTC.
 * Always below 20 kB: of an order with too many lines the last are left out, and `lines_left_out` counts them.
 */
export function exportBody(event: OrderEvent, shop: Shop, { days, personal = true }: BodyOptions): string {
  const told = personal ? event : withoutPersons(event);
  const most = Math.max(told.snapshot.lines.length, listIn(told.previous).length);
  const bodyWith = (count: number) => JSON.stringify(payload(told, shop, { days, count, personal }));
  const whole = bodyWith(most);
  if (Buffer.byteLength(whole) < longestBodyBytes) return whole;
  let count = most - 1;
  while (count > 0 && Buffer.byteLength(bodyWith(count)) >= longestBodyBytes) count -= Math.ceil(count / 10);
  return bodyWith(count);
}

type Parts = { days: OpenDays; count: number; personal: boolean };

function payload(event: OrderEvent, shop: Shop, { days, count, personal }: Parts) {
  const order = event.snapshot;
  return {
    id: event.id,
    type: event.type,
    timestamp: event.at.toISOString(),
    schema_version: schemaVersion,
    shop: { id: shop.id, name: shop.name, timezone: shop.timezone },
    data: {
      order: {
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
      },
      previous: shortened(event.previous ?? {}, count),
    },
  };
}

function pages({ id, token }: OrderSnapshot, personal: boolean) {
  return {
    admin_url: `${appUrl()}/admin/orders/${id}`,
    customer_url: personal ? `${appUrl()}/orders/${token}` : null,
  };
}

/** An edit of many lines names the first of them, as many as of the order itself. */
function shortened(previous: Record<string, unknown>, count: number): Record<string, unknown> | null {
  if (Object.keys(previous).length === 0) return null;
  const lines = listIn(previous);
  if (lines.length <= count) return previous;
  return { ...previous, lines: lines.slice(0, count), lines_left_out: lines.length - count };
}

function listIn(previous: Record<string, unknown> | null): unknown[] {
  return Array.isArray(previous?.lines) ? previous.lines : [];
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
