import { beforeEach, describe, expect, test } from "vitest";
import { timelineOf } from "@/components/orders/admin/timeline";
import { db } from "@/lib/db/client";
import { listUnconfirmed } from "@/lib/deliveries/list-unconfirmed";
import { pruneDeliveries } from "@/lib/deliveries/prune-deliveries";
import { listPrunedOfOrder } from "@/lib/deliveries/pruned-queries";
import { getDelivery } from "@/lib/deliveries/queries";
import { sendAgain } from "@/lib/deliveries/send-again";
import { getOrder } from "@/lib/orders/queries";
import { changeShop } from "@/lib/settings/change-shop";
import { getShop } from "@/lib/settings/queries";
import { addPlace, anOrder, deliveriesTo, noPlaces, settleAs } from "@/tests/deliveries/arrived";
import { addRows } from "@/tests/deliveries/rows";
import { openConnections, useDatabase } from "@/tests/support/database";
import { openShop, owner, stock } from "@/tests/support/shop";

useDatabase();

const dayMs = 86_400_000;
const ago = (days: number, moreMs = 0) => new Date(Date.now() - days * dayMs - moreMs);
const there = async (ids: readonly string[]) => db().delivery.count({ where: { id: { in: [...ids] } } });
const attemptsOf = (ids: readonly string[]) => db().deliveryAttempt.count({ where: { deliveryId: { in: [...ids] } } });

beforeEach(async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  process.env.MAIL_FROM = "orders@test.example";
  if ((await db().shop.count()) === 0) await openShop();
  await noPlaces();
});

describe("what arrived", () => {
  test("is kept for 90 days from when it was settled, to the second, and goes with its attempts", async () => {
    const made = ago(200);
    const [over] = await addRows(1, { at: made, settledAt: ago(90, 5_000) });
    const [within] = await addRows(1, { at: made, settledAt: ago(90, -60_000) });
    expect(await pruneDeliveries()).toBe(1);
    expect([await there([over!]), await there([within!])]).toEqual([0, 1]);
    expect([await attemptsOf([over!]), await attemptsOf([within!])]).toEqual([0, 1]);
  });
});

describe("what did not arrive", () => {
  test.each(["dead", "unknown", "kept", "withdrawn"])("and is %s is kept for a year", async (state) => {
    const [over] = await addRows(1, { state, at: ago(400), settledAt: ago(365, 5_000) });
    const [within] = await addRows(1, { state, at: ago(400), settledAt: ago(365, -60_000) });
    const [old] = await addRows(1, { state, at: ago(120), settledAt: ago(120) });
    await pruneDeliveries();
    expect([await there([over!]), await there([within!, old!])]).toEqual([0, 2]);
  });
});

test("what is not settled stays however old it is", async () => {
  const waiting = await addRows(2, { state: "waiting", at: ago(900) });
  const asked = await addRows(1, { state: "unknown", at: ago(900) });
  await db().delivery.updateMany({
    where: { id: { in: asked } },
    data: { nextAttemptAt: new Date(), settledAt: null },
  });
  const [sending] = await addRows(1, { state: "waiting", at: ago(900) });
  const lease = { state: "sending", leaseToken: "t", leasedUntil: new Date(), nextAttemptAt: null } as const;
  await db().delivery.update({ where: { id: sending! }, data: lease });
  await pruneDeliveries();
  expect(await there([...waiting, ...asked, sending!])).toBe(4);
});

test("the shop's settings say for how long", async () => {
  const [delivered] = await addRows(1, { at: ago(20) });
  const [dead] = await addRows(1, { at: ago(50), state: "dead" });
  await pruneDeliveries();
  expect(await there([delivered!, dead!])).toBe(2);
  const { version } = await getShop();
  await changeShop(owner, { version, keepDeliveredDays: 14, keepFailedDays: 40 });
  await pruneDeliveries();
  expect(await there([delivered!, dead!])).toBe(0);
  await changeShop(owner, { version: version + 1, keepDeliveredDays: 90, keepFailedDays: 365 });
});

test("many go in small transactions, and two who prune at once take each out once", async () => {
  const ids = await addRows(1_300, { at: ago(100) });
  const counts = await Promise.all([pruneDeliveries(), pruneDeliveries()]);
  expect(counts[0]! + counts[1]!).toBe(1_300);
  expect(await there(ids)).toBe(0);
});

test("a worker that is to stop leaves the rest for the next", async () => {
  const ids = await addRows(3, { at: ago(100) });
  expect(await pruneDeliveries(AbortSignal.abort())).toBe(0);
  expect(await there(ids)).toBe(3);
  await pruneDeliveries();
});

test("one that somebody holds to send it again stays", async () => {
  const [held, free] = await addRows(2, { at: ago(100) });
  const [person] = await openConnections(1);
  await person!.query("BEGIN");
  await person!.query("SELECT 1 FROM deliveries WHERE id = $1 FOR UPDATE", [held]);
  await pruneDeliveries();
  await person!.query("ROLLBACK");
  expect([await there([held!]), await there([free!])]).toEqual([1, 0]);
  await pruneDeliveries();
});

describe("an order", () => {
  test("says in its timeline what became of a message whose record was taken out", async () => {
    const kitchen = await addPlace("webhook");
    const orderId = await anOrder(await stock(9));
    await settleAs("delivered", { orderId }, ago(100));
    await db().delivery.updateMany({ where: { orderId }, data: { createdAt: ago(101) } });
    await settleAs("dead", { orderId, place: "customer" }, ago(400));
    await db().delivery.updateMany({ where: { orderId, place: "customer" }, data: { createdAt: ago(401) } });
    const line = await deliveriesTo(kitchen, orderId);
    await pruneDeliveries();
    expect(await db().delivery.count({ where: { orderId } })).toBe(0);
    const words = timelineOf(await getOrder(orderId), [], await listPrunedOfOrder(orderId)).map((entry) => entry.words);
    expect(words).toContain("Accepted: webhook delivered. Its record was taken out");
    expect(words).toContain("Placed: email did not arrive. Its record was taken out");
    const kept = await db().prunedDelivery.findMany({ where: { orderId } });
    expect(JSON.stringify(kept)).not.toMatch(/@|Maya/);
    await expect(getDelivery(line[0]!.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(sendAgain(owner, { deliveryId: line[0]!.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("counts as told if any copy arrived, whichever was taken out first", async () => {
    const orderId = await anOrder(await stock(9));
    const where = { orderId, place: "customer" } as const;
    await settleAs("delivered", where, ago(100));
    await db().delivery.updateMany({ where, data: { createdAt: ago(101) } });
    const first = await db().delivery.findFirstOrThrow({ where });
    const { id } = await sendAgain(owner, { deliveryId: first.id });
    await pruneDeliveries();
    await settleAs("dead", { id }, ago(400));
    await db().delivery.update({ where: { id }, data: { createdAt: ago(401) } });
    expect(await getDelivery(id)).toMatchObject({ repeatsId: first.id, repeats: null });
    await pruneDeliveries();
    expect(await db().prunedDelivery.findMany({ where: { orderId } })).toMatchObject([{ state: "delivered" }]);
  });
});

test("what a destination confirmed is not said to be missing because its record was taken out", async () => {
  const kitchen = await addPlace("webhook");
  const confirmed = await anOrder(await stock(9));
  const given = await anOrder(await stock(9));
  await settleAs("delivered", { orderId: confirmed }, ago(91));
  await settleAs("dead", { orderId: given }, ago(366));
  await db().delivery.updateMany({ where: { destinationId: kitchen }, data: { createdAt: ago(400) } });
  await pruneDeliveries();
  expect(await db().delivery.count({ where: { destinationId: kitchen } })).toBe(0);
  const { id, events } = await db().destination.findUniqueOrThrow({ where: { id: kitchen } });
  const missing = await listUnconfirmed({ id, events, createdAt: ago(30) });
  const asked = missing.filter(({ orderId }) => orderId === confirmed || orderId === given);
  expect(asked).toMatchObject([{ orderId: given, state: "dead", deliveryId: null }]);
});
