import { randomBytes } from "node:crypto";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Channel } from "@/lib/deliveries/channels/channel";
import { email } from "@/lib/deliveries/channels/email";
import { eachAlone, type Kind } from "@/lib/deliveries/channels/kind";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import { text } from "@/lib/deliveries/channels/text";
import { webhook } from "@/lib/deliveries/channels/webhook";
import { deliver } from "@/lib/deliveries/deliver";
import { drainDestination } from "@/lib/deliveries/drain-destination";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { recordEvent } from "@/lib/history/record-event";
import { newCartId, newId, newToken } from "@/lib/id";
import { orderEvent as makeEvent } from "@/lib/orders/order-event";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { seal } from "@/lib/secrets";
import { toDate } from "@/lib/time";

process.env.APP_URL = "https://shop.example";

const messages = { email, text };
const goOn = new AbortController().signal;

let nextNumber = 300;

/** An order as it is in an event's snapshot. */
export function orderSnapshot(change: Partial<OrderSnapshot> = {}): OrderSnapshot {
  nextNumber += 1;
  return {
    id: newId("ord"),
    number: nextNumber,
    numberPrefix: "",
    token: newToken(),
    revision: 1,
    status: "placed",
    channel: "web",
    locale: "en-GB",
    currency: "GBP",
    placedAt: "2026-11-20T09:00:01.250Z",
    paidAt: null,
    paidMinor: null,
    pickupDay: "2026-11-28",
    slot: null,
    work: 2,
    customer: { name: "Maya Okafor", email: "maya@example.org", phone: "+447700900148" },
    notify: { email: true, text: false },
    note: "",
    cancelReason: "",
    lines: [lineSnapshot()],
    totalMinor: 900,
    ...change,
  };
}

export function lineSnapshot(change: Partial<OrderSnapshot["lines"][number]> = {}): OrderSnapshot["lines"][number] {
  return {
    id: newId("lin"),
    sku: "SRD-800",
    itemId: "itm_3",
    itemSlug: "sourdough",
    variantId: "var_7",
    itemName: "Sourdough",
    variantName: "800 g",
    photo: "",
    quantity: 2,
    unitPriceMinor: 450,
    totalMinor: 900,
    ...change,
  };
}

type EventChange = {
  type?: string;
  at?: Date;
  by?: "customer" | "staff";
  order?: Partial<OrderSnapshot>;
  previous?: object;
};

/** Stores an order and an event about it, with its dispatch job. */
export async function orderEvent({
  type = "order.placed",
  at = new Date(),
  by = "customer",
  order,
  previous,
}: EventChange = {}) {
  const snapshot = orderSnapshot(order);
  await db().order.create({ data: orderRow(snapshot) });
  const actor =
    by === "staff" ? ({ kind: "staff", id: "stf_1", name: "Mina", role: "staff" } as const) : ({ kind: by } as const);
  const eventId = await inTransaction((tx) =>
    recordEvent(tx, actor, makeEvent({ type, at, snapshot, ...(previous && { previous: previous as never }) })),
  );
  return { eventId, order: snapshot };
}

function orderRow({ customer, notify, ...order }: OrderSnapshot) {
  const { id, number, token, channel, status, revision, currency, locale, totalMinor, note } = order;
  return {
    ...{ id, number, token, channel, status, revision, currency, locale, totalMinor, note },
    cartId: newCartId(),
    pickupDay: toDate(order.pickupDay),
    customerName: customer.name,
    customerEmail: customer.email,
    customerPhone: customer.phone,
    notifyEmail: notify.email,
    notifyText: notify.text,
    placedAt: new Date(order.placedAt),
    updatedAt: new Date(),
  };
}

export const secret = `whsec_${randomBytes(32).toString("base64")}`;

/** A destination with the tests' secret. */
export async function addDestination(url: string, name = "Kitchen screen"): Promise<string> {
  const id = newId("dst");
  const events = Object.keys(exportedEvents);
  await db().destination.create({ data: { id, name, address: url, sealedSecret: seal(secret), events } });
  return id;
}

/** Plans an event's deliveries and returns them by channel and place. */
export async function planned(eventId: string) {
  await planDeliveries(eventId);
  return db().delivery.findMany({ where: { eventId }, orderBy: { id: "asc" } });
}

/** Plans an event and returns the one delivery of a channel. */
export async function plannedOne(eventId: string, channel: DeliveryChannel) {
  const found = (await planned(eventId)).find((delivery) => delivery.channel === channel);
  if (!found) throw new Error(`No ${channel} was planned.`);
  return found;
}

type Trying = { stopping?: AbortSignal; over?: Channel; kind?: Kind };

/** Tries a delivery once, as a job would, and returns its row then. */
export async function tryOnce(id: string, { stopping = goOn, over, kind }: Trying = {}) {
  const { channel, destinationId } = await readDelivery(id);
  if (destinationId)
    await drainDestination(destinationId, stopping, { ...channelKinds, webhook: kind ?? kindOver(over) });
  else await deliver(id, over ?? messages[channel as keyof typeof messages], stopping);
  return readDelivery(id);
}

/** Webhooks, sent as a test says. */
function kindOver(over: Channel | undefined): Kind {
  if (!over) return webhook;
  const { send, resolve } = over;
  return {
    ...webhook,
    send: eachAlone((delivery, _, stopping) => send(delivery, stopping)),
    resolve: eachAlone((delivery, _, stopping) => resolve(delivery, stopping)),
  };
}

export function readDelivery(id: string) {
  return db().delivery.findUniqueOrThrow({ where: { id }, include: { tries: { orderBy: { number: "asc" } } } });
}

/** Brings a waiting delivery's next attempt to now. */
export async function makeDue(id: string): Promise<void> {
  await db().delivery.update({ where: { id }, data: { nextAttemptAt: new Date(Date.now() - 1_000) } });
}

/** Lets a lease end. */
export async function endLease(id: string): Promise<void> {
  await db().delivery.update({ where: { id }, data: { leasedUntil: new Date(Date.now() - 1_000) } });
}

/** Jobs of a kind that wait for an id, with the time that they wait for. */
export async function jobsFor(name: string, id: string): Promise<{ startAfter: Date }[]> {
  return db().$queryRaw`
    SELECT start_after AS "startAfter" FROM pgboss.job
     WHERE name = ${name} AND state = 'created' AND ${id} IN (data->>'deliveryId', data->>'eventId')`;
}

/** Waits until something is so; how long is bounded, not asserted. */
export async function until<Found>(
  look: () => Promise<Found> | Found,
  patienceMs = 20_000,
): Promise<NonNullable<Found>> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found) return found as NonNullable<Found>;
    if (Date.now() > giveUpAt) throw new Error(`It never became so: ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
