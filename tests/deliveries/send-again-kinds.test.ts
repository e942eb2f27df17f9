import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { claimDue } from "@/lib/deliveries/claim-due";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { recordAttempts } from "@/lib/deliveries/record-attempt";
import { type Arrived, wayAgain } from "@/lib/deliveries/rules-of-again";
import { sendAgain } from "@/lib/deliveries/send-again";
import type { DeliveryChannel, DeliveryState } from "@/lib/deliveries/status";
import { newId } from "@/lib/id";
import { changeOrder } from "@/lib/orders/change-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { getOrder } from "@/lib/orders/queries";
import { addPlace, anOrder, deliveriesTo, noPlaces, planAll, settleAs } from "@/tests/deliveries/arrived";
import { readDelivery } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { manager, openShop, owner, type Stocked, settle, stock } from "@/tests/support/shop";

useDatabase();

let loaf: Stocked;
beforeAll(async () => {
  await openShop();
  loaf = await stock(500);
});
beforeEach(async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  process.env.MAIL_FROM = "orders@test.example";
  await noPlaces();
});

const bodyOf = ({ body }: { body: string }) => JSON.parse(body);
const delivered = { outcome: "delivered", detail: "204", status: 204 } as const;

/** An order, placed and accepted, all of which arrived at a place of a kind. */
async function arrived(kind: Parameters<typeof addPlace>[0]) {
  const place = await addPlace(kind);
  const orderId = await anOrder(loaf);
  await settleAs("delivered", { orderId });
  const [placed, accepted] = await deliveriesTo(place, orderId);
  return { place, orderId, placed: placed!, accepted: accepted! };
}

test("each way is chosen by what it does to the receiver", () => {
  const way = (channel: DeliveryChannel, state: DeliveryState, arrived: Arrived, orderId: string | null = "ord_1") =>
    wayAgain({ channel, state, orderId }, arrived);
  expect(way("webhook", "dead", "now")).toBe("same_row");
  expect(way("webhook", "delivered", "same")).toBe("same_row");
  expect(way("webhook", "delivered", "now")).toBe("copy_now");
  expect(way("email", "delivered", "now")).toBe("copy");
  expect(way("slack", "delivered", "same")).toBe("copy");
  expect(way("sheet", "unknown", "same")).toBe("same_row_now");
  expect(way("folder", "delivered", "same")).toBe("copy_now");
  expect(way("webhook", "delivered", "now", null)).toBe("same_row");
});

describe("an email that arrived", () => {
  test("is repeated by another with an id of its own, linked to the first, which stays as it was", async () => {
    const orderId = await anOrder(loaf);
    await settleAs("delivered", { orderId });
    const where = { orderId, channel: "email", place: "customer", copy: 1 } as const;
    const first = await db().delivery.findFirstOrThrow({ where });
    const { id } = await sendAgain(owner, { deliveryId: first.id });
    expect(id).not.toBe(first.id);
    expect(await readDelivery(id)).toMatchObject({
      ...{ eventId: first.eventId, copy: 2, repeatsId: first.id, state: "waiting", attempts: 0, line: null },
      ...{ address: first.address, subject: first.subject, body: first.body, html: first.html },
    });
    expect(await db().delivery.findUniqueOrThrow({ where: { id: first.id } })).toEqual(first);
  });

  test("is repeated once, whoever presses; the repeat can be repeated in its turn", async () => {
    const orderId = await anOrder(loaf);
    await settleAs("delivered", { orderId });
    const { id: deliveryId } = await db().delivery.findFirstOrThrow({ where: { orderId, place: "customer" } });
    const outcome = await settle([sendAgain(owner, { deliveryId }), sendAgain(manager, { deliveryId })]);
    expect(outcome.errors).toEqual({ sent_again_before: 1 });
    const [second] = outcome.values;
    await settleAs("delivered", { id: second!.id });
    const third = await sendAgain(owner, { deliveryId: second!.id });
    expect(await readDelivery(third.id)).toMatchObject({ copy: 3, repeatsId: second!.id });
  });
});

describe("a webhook that arrived", () => {
  test("goes under the same id and with the same bytes, so that its receiver drops it", async () => {
    const { place, placed } = await arrived("webhook");
    expect(await sendAgain(owner, { deliveryId: placed.id, arrived: "same" })).toEqual({
      id: placed.id,
      waitsFor: null,
    });
    const [claimed] = await claimDue(place, { most: 9 });
    expect(claimed).toMatchObject({ id: placed.id, body: placed.body, tried: 1 });
    expect(await db().delivery.count({ where: { destinationId: place } })).toBe(2);
  });

  test("goes as the order is now: another id, in the body too, for the newest thing that it hears of", async () => {
    const { place, orderId, placed, accepted } = await arrived("webhook");
    const { revision, lines } = await getOrder(orderId);
    await changeOrder(owner, { orderId, revision, lines: [{ lineId: lines[0]!.id, quantity: 4 }] });
    await planAll(orderId);
    await settleAs("delivered", { orderId });
    const { id } = await sendAgain(owner, { deliveryId: placed.id, arrived: "now" });
    const fresh = await readDelivery(id);
    expect(fresh).toMatchObject({ repeatsId: placed.id, destinationId: place, line: orderId, state: "waiting" });
    expect(fresh.lineAt!.getTime()).toBeGreaterThan(accepted.lineAt!.getTime());
    expect(bodyOf(fresh)).toMatchObject({ id, type: "order.changed", data: { previous: null } });
    expect(bodyOf(fresh).data.order).toMatchObject({ revision: revision + 1, status: "accepted" });
    expect(bodyOf(fresh).data.order.lines[0].quantity).toBe(4);
    expect(bodyOf(placed).data.order.lines[0].quantity).toBe(1);
  });

  test("hears the order as it is now after all that waits for it, and no second first copy is made", async () => {
    const { place, orderId, placed } = await arrived("webhook");
    await markOrderReady(owner, { orderId });
    const { id } = await sendAgain(owner, { deliveryId: placed.id, arrived: "now" });
    expect(await claimDue(place, { most: 9 })).toEqual([]);
    const ready = await db().event.findFirstOrThrow({ where: { orderId, type: "order.ready" } });
    await planDeliveries(ready.id);
    const [first] = await claimDue(place, { most: 9 });
    expect(first).toMatchObject({ eventId: ready.id });
    expect(await claimDue(place, { most: 9 })).toEqual([]);
    await recordAttempts([{ claimed: first!, answer: delivered }]);
    expect((await claimDue(place, { most: 9 })).map((claimed) => claimed.id)).toEqual([id]);
    expect(await planDeliveries(ready.id)).toBe(0);
  });

  test("hears of no move that was taken back", async () => {
    const { orderId, placed } = await arrived("webhook");
    await db().event.updateMany({ where: { orderId, type: "order.accepted" }, data: { undoneAt: new Date() } });
    const { id } = await sendAgain(owner, { deliveryId: placed.id, arrived: "now" });
    expect(bodyOf(await readDelivery(id)).type).toBe("order.placed");
  });

  test("has nothing about persons as it is now where it is to have none", async () => {
    const { place, placed } = await arrived("webhook");
    await db().destination.update({ where: { id: place }, data: { personal: false } });
    const { id } = await sendAgain(owner, { deliveryId: placed.id, arrived: "now" });
    expect(bodyOf(await readDelivery(id)).data.order.customer).toEqual({
      id: null,
      name: null,
      email: null,
      phone: null,
    });
  });
});

describe("a webhook that was given up", () => {
  test("goes before what waits of its order, and beside nothing of it that is under way", async () => {
    const place = await addPlace("webhook");
    const orderId = await anOrder(loaf, { ready: true });
    const [placed, accepted, ready] = await deliveriesTo(place, orderId);
    await settleAs("dead", { id: placed!.id });
    const [under] = await claimDue(place, { most: 9 });
    expect(under!.id).toBe(accepted!.id);
    await sendAgain(owner, { deliveryId: placed!.id });
    expect(await claimDue(place, { most: 9 })).toEqual([]);
    await recordAttempts([{ claimed: under!, answer: delivered }]);
    const [next] = await claimDue(place, { most: 9 });
    expect(next!.id).toBe(placed!.id);
    await recordAttempts([{ claimed: next!, answer: delivered }]);
    expect((await claimDue(place, { most: 9 })).map(({ id }) => id)).toEqual([ready!.id]);
  });
});

describe.each(["sheet", "folder"] as const)("a row in a %s", (kind) => {
  test("that was given up is written as the order is now: an older row never replaces a newer one", async () => {
    const place = await addPlace(kind);
    const orderId = await anOrder(loaf);
    const [placed, accepted] = await deliveriesTo(place, orderId);
    await settleAs("dead", { id: placed!.id });
    await settleAs("delivered", { id: accepted!.id });
    expect((await sendAgain(owner, { deliveryId: placed!.id })).id).toBe(placed!.id);
    const again = await readDelivery(placed!.id);
    expect(bodyOf(placed!).cells).not.toEqual(bodyOf(accepted!).cells);
    expect(bodyOf(again)).toMatchObject({ cells: bodyOf(accepted!).cells });
    expect(again).toMatchObject({ state: "waiting", copy: 1, repeatsId: null });
    expect(again.lineAt!.getTime()).toBeGreaterThan(accepted!.lineAt!.getTime());
  });

  test("that was written is written once more as the order is now, by a delivery of its own", async () => {
    const { orderId, placed, accepted } = await arrived(kind);
    const { id } = await sendAgain(owner, { deliveryId: placed.id });
    expect(await readDelivery(id)).toMatchObject({ repeatsId: placed.id, eventId: accepted.eventId, copy: 2, orderId });
    expect(bodyOf(await readDelivery(id)).cells).toEqual(bodyOf(accepted).cells);
    await expect(sendAgain(owner, { deliveryId: placed.id })).rejects.toMatchObject({ code: "sent_again_before" });
  });
});

test("a folder's row whose order moved to another day still leaves the file of the former day", async () => {
  const place = await addPlace("folder");
  const orderId = await anOrder(loaf);
  const [, accepted] = await deliveriesTo(place, orderId);
  const event = { ...accepted!.event, previous: { fulfilment: { day: "2020-01-02" } } };
  await db().$executeRaw`ALTER TABLE events DISABLE TRIGGER USER`;
  await db().event.update({ where: { id: event.id }, data: { previous: event.previous } });
  await db().$executeRaw`ALTER TABLE events ENABLE TRIGGER USER`;
  await settleAs("dead", { id: accepted!.id });
  await sendAgain(owner, { deliveryId: accepted!.id });
  expect(bodyOf(await readDelivery(accepted!.id)).formerDay).toBe("2020-01-02");
});

describe.each(["slack", "colleague"] as const)("a message to a %s", (kind) => {
  test("that arrived is repeated with the same bytes, at the end of its order's line", async () => {
    const { place, orderId, placed, accepted } = await arrived(kind);
    const { id } = await sendAgain(owner, { deliveryId: placed.id, arrived: "now" });
    const copy = await readDelivery(id);
    expect(copy).toMatchObject({
      body: placed.body,
      html: placed.html,
      subject: placed.subject,
      address: placed.address,
    });
    expect(copy).toMatchObject({ copy: 2, repeatsId: placed.id, destinationId: place, line: orderId });
    expect(copy.lineAt!.getTime()).toBeGreaterThan(accepted.lineAt!.getTime());
  });
});

test("at a paused destination it waits, and whoever pressed is told so", async () => {
  const { place, placed } = await arrived("webhook");
  await db().destination.update({ where: { id: place }, data: { pausedAt: new Date(), name: "Kitchen screen" } });
  expect(await sendAgain(owner, { deliveryId: placed.id })).toEqual({ id: placed.id, waitsFor: "Kitchen screen" });
  expect(await claimDue(place, { most: 9 })).toEqual([]);
});

test("two who repeat different messages about one event get numbers of their own", async () => {
  const place = await addPlace("slack");
  const orderId = await anOrder(loaf);
  await settleAs("delivered", { orderId });
  const [placed] = await deliveriesTo(place, orderId);
  const beside = { ...placed!, event: undefined, id: newId("dlv"), copy: 2 };
  const { event: _, ...data } = beside;
  await db().delivery.create({ data });
  await Promise.all([placed!.id, data.id].map((deliveryId) => sendAgain(owner, { deliveryId })));
  const copies = await db().delivery.findMany({ where: { eventId: placed!.eventId, destinationId: place } });
  expect(copies.map(({ copy }) => copy).toSorted()).toEqual([1, 2, 3, 4]);
});
