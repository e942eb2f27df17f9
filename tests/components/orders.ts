import type { DeliveryRow } from "@/lib/deliveries/delivery-row";
import type { OrderView } from "@/lib/orders/queries";
import type { BoardOrder } from "@/lib/orders/read-board";
import type { TimelineEvent } from "@/lib/orders/timeline-event";

/** An order as the board reads it: placed on a Saturday morning, three loaves. */
export function boardOrder(): BoardOrder {
  return {
    id: "ord_1",
    number: 1045,
    numberPrefix: "",
    token: "t",
    revision: 1,
    status: "placed",
    channel: "web",
    locale: "en-GB",
    currency: "GBP",
    placedAt: "2026-11-21T10:12:00.000Z",
    paidAt: null,
    paidMinor: null,
    pickupDay: "2026-11-21",
    slot: null,
    timeGone: false,
    work: 3,
    customer: { name: "Jo Castellan", email: "jo@example.org", phone: "+447700900142" },
    notify: { email: true, text: true },
    note: "",
    cancelReason: "",
    lines: [
      {
        id: "lin_1",
        sku: "SRD-800",
        itemId: "itm_1",
        itemSlug: "sourdough",
        variantId: "var_1",
        itemName: "Country sourdough",
        variantName: "800 g",
        photo: "",
        quantity: 3,
        unitPriceMinor: 450,
        totalMinor: 1350,
      },
    ],
    totalMinor: 1350,
    movedAt: new Date("2026-11-21T10:12:00.000Z"),
    movedBy: null,
  };
}

/** The same order with a history. */
export function orderView(change: Partial<OrderView>): OrderView {
  const { movedAt: _, movedBy: __, ...order } = boardOrder();
  return { ...order, events: [], ...change };
}

/** Something that happened to it, so many minutes after it was placed. */
export function happened(minute: number, change: Partial<TimelineEvent>): TimelineEvent {
  const at = new Date(Date.parse("2026-11-21T10:12:00.000Z") + minute * 60_000);
  const actor = { kind: "staff", name: "Robin Ashdown" };
  return {
    id: `evt_${minute}`,
    type: "order.accepted",
    at,
    actor,
    undoneAt: null,
    status: "accepted",
    paid: false,
    edit: false,
    changes: [],
    note: "",
    agreed: false,
    writtenOff: 0,
    ...change,
  };
}

/** A message about it. */
export function delivery(change: Partial<DeliveryRow>): DeliveryRow {
  return {
    id: "dlv_1",
    eventId: "evt_0",
    channel: "email",
    place: "customer",
    copy: 1,
    orderId: "ord_1",
    orderNumber: "1045",
    eventType: "order.accepted",
    levelName: null,
    address: "jo@example.org",
    subject: "",
    destinationName: null,
    state: "delivered",
    attempts: 1,
    uncounted: 0,
    repeatsId: null,
    nextAttemptAt: null,
    lastError: "",
    because: "",
    receipt: null,
    receiptAt: null,
    createdAt: new Date("2026-11-21T10:14:00.000Z"),
    settledAt: new Date("2026-11-21T10:14:02.000Z"),
    ...change,
  };
}
