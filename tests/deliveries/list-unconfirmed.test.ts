import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { listUnconfirmed } from "@/lib/deliveries/list-unconfirmed";
import { sendAgain } from "@/lib/deliveries/send-again";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { addPlace, anOrder, deliveriesTo, noPlaces, planAll, settleAs } from "@/tests/deliveries/arrived";
import { useDatabase } from "@/tests/support/database";
import { openShop, owner, type Stocked, stock } from "@/tests/support/shop";

useDatabase();

let loaf: Stocked;
let kitchen: string;
beforeAll(async () => {
  await openShop();
  loaf = await stock(99);
});
beforeEach(async () => {
  await noPlaces();
  kitchen = await addPlace("webhook");
  await db().destination.update({ where: { id: kitchen }, data: { createdAt: new Date(Date.now() - 1_000) } });
});

async function unconfirmed() {
  const { id, events, createdAt } = await db().destination.findUniqueOrThrow({ where: { id: kitchen } });
  return listUnconfirmed({ id, events, createdAt });
}

/** Only orders of this test: those before were placed before its destination was connected. */
const only = async (orderId: string) => (await unconfirmed()).filter((row) => row.orderId === orderId);

test("an order stands there until its newest news is confirmed, with how that stands", async () => {
  const orderId = await anOrder(loaf);
  const [placed, accepted] = await deliveriesTo(kitchen, orderId);
  await settleAs("delivered", { id: placed!.id });
  expect(await only(orderId)).toMatchObject([
    { type: "order.accepted", deliveryId: accepted!.id, state: "waiting", number: expect.stringMatching(/^\d+$/) },
  ]);
  await settleAs("dead", { id: accepted!.id });
  expect(await only(orderId)).toMatchObject([{ state: "dead" }]);
  await settleAs("delivered", { id: accepted!.id });
  expect(await only(orderId)).toEqual([]);
});

test("older news that was given up does not matter once newer news is confirmed", async () => {
  const orderId = await anOrder(loaf);
  const [placed, accepted] = await deliveriesTo(kitchen, orderId);
  await settleAs("dead", { id: placed!.id });
  await settleAs("delivered", { id: accepted!.id });
  expect(await only(orderId)).toEqual([]);
});

test("news that it hears nothing of is none", async () => {
  const orderId = await anOrder(loaf);
  await settleAs("delivered", { orderId });
  await db().destination.update({ where: { id: kitchen }, data: { events: ["order.placed"] } });
  await markOrderReady(owner, { orderId });
  await planAll(orderId);
  expect(await only(orderId)).toEqual([]);
});

test("news that was never planned for it is said to be missing", async () => {
  const orderId = await anOrder(loaf);
  await db().delivery.deleteMany({ where: { destinationId: kitchen } });
  expect(await only(orderId)).toMatchObject([{ state: "missing", deliveryId: null }]);
});

test("what happened before it was connected is not asked of it", async () => {
  const orderId = await anOrder(loaf);
  await db().destination.update({ where: { id: kitchen }, data: { createdAt: new Date(Date.now() + 1_000) } });
  expect(await only(orderId)).toEqual([]);
});

test("the order as it is now, sent by hand, confirms it", async () => {
  const orderId = await anOrder(loaf);
  const [placed, accepted] = await deliveriesTo(kitchen, orderId);
  await settleAs("delivered", { id: placed!.id });
  await settleAs("dead", { id: accepted!.id });
  const { id } = await sendAgain(owner, { deliveryId: placed!.id, arrived: "now" });
  expect(await only(orderId)).toHaveLength(1);
  await settleAs("delivered", { id });
  expect(await only(orderId)).toEqual([]);
});

test("what was confirmed stays so while the same goes once more", async () => {
  const orderId = await anOrder(loaf);
  await settleAs("delivered", { orderId });
  const [, accepted] = await deliveriesTo(kitchen, orderId);
  const attempt = {
    deliveryId: accepted!.id,
    number: 1,
    startedAt: new Date(),
    endedAt: new Date(),
    outcome: "delivered",
  };
  await db().deliveryAttempt.create({ data: attempt });
  await sendAgain(owner, { deliveryId: accepted!.id });
  expect(await db().delivery.findUniqueOrThrow({ where: { id: accepted!.id } })).toMatchObject({ state: "waiting" });
  expect(await only(orderId)).toEqual([]);
});
