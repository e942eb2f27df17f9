import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { setPaid } from "@/lib/orders/set-paid";
import {
  countToPrint,
  isWorkerAlive,
  listDueNext,
  listFailing,
  listNextPickups,
  readHours,
  readMissed,
  readToAccept,
  readTodayFigures,
} from "@/lib/reports/today";
import { listAvailable, listTodayLevels } from "@/lib/reports/today-stock";
import { addDays, dayOf, instantAt } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, stock, tomorrow } from "@/tests/support/shop";
import { openTimes, slotsOn, window } from "@/tests/support/times";

useDatabase();
const zone = "Europe/London";
const today = dayOf(new Date(), zone);
beforeEach(async () => {
  await db()
    .$executeRaw`TRUNCATE events, shop, opening_hours, categories, orders, carts, deliveries, worker_heartbeats, pickup_slots, pickup_week CASCADE`;
  await openShop();
});

test("the figures of a day hold the orders that stand, what they come to, and what is still to be paid", async () => {
  const loaf = await stock(9);
  await buy(loaf, 2);
  const paid = await buy(loaf);
  const gone = await buy(loaf);
  await setPaid(counter, { orderId: paid.id, paid: true });
  await cancelOrder(owner, { orderId: gone.id, reason: "Test" });
  const noon = instantAt(today, 720, zone);
  const placed = (at: Date) => db().order.updateMany({ data: { placedAt: at } });
  await placed(instantAt(today, 719, zone));
  expect(await readTodayFigures(today, zone, noon)).toEqual({
    orders: 2,
    ordersBefore: 0,
    soldMinor: 1350,
    dueMinor: 900,
  });
  await placed(instantAt(addDays(today, -7), 719, zone));
  expect(await readTodayFigures(today, zone, noon)).toEqual({ orders: 0, ordersBefore: 2, soldMinor: 0, dueMinor: 0 });
});

test("a week ago is told by the shop's clock, also when the clocks were changed since", async () => {
  const loaf = await stock(9);
  const ordered = ["2026-10-23T22:59:59Z", "2026-10-23T23:00:00Z", "2026-10-24T08:29:59Z", "2026-10-24T08:30:00Z"];
  for (const at of ordered)
    await db().order.update({ where: { id: (await buy(loaf)).id }, data: { placedAt: new Date(at) } });
  const halfPastNine = new Date("2026-10-31T09:30:00Z");
  expect(await readTodayFigures("2026-10-31", zone, halfPastNine)).toMatchObject({ ordersBefore: 2 });
});

test("of the orders to accept the one that waits longest is named", async () => {
  expect(await readToAccept()).toEqual({ count: 0, oldest: null });
  const loaf = await stock(9);
  const first = await buy(loaf);
  await buy(loaf);
  expect(await readToAccept()).toMatchObject({
    count: 2,
    oldest: { id: first.id, number: String(first.number), name: "Maya Lindqvist" },
  });
});

test("pickups ahead are counted by day and status, and those past their day are missed", async () => {
  const loaf = await stock(9);
  const [accepted, ready, late] = [await buy(loaf), await buy(loaf), await buy(loaf, 2)];
  await buy(loaf);
  await acceptOrder(counter, { orderId: accepted.id });
  await markOrderReady(counter, { orderId: ready.id });
  expect(await readMissed(today, false)).toEqual({ count: 0, orders: [] });
  await db().order.update({ where: { id: late.id }, data: { pickupDay: new Date(addDays(today, -1)) } });
  expect(await listNextPickups(today)).toEqual([{ day: tomorrow, placed: 1, accepted: 1, ready: 1 }]);
  expect(await readMissed(today, false)).toMatchObject({
    count: 1,
    orders: [{ id: late.id, day: addDays(today, -1), dueMinor: 900 }],
  });
  expect((await readMissed(tomorrow, true)).count).toBe(4);
});

test("messages that failed and wait are told by where they go, those that just began are not", async () => {
  const order = await buy(await stock(5));
  const event = await db().event.findFirstOrThrow({ where: { orderId: order.id } });
  const destination = { id: "dst_1", name: "Kitchen screen", address: "https://kitchen.example", sealedSecret: "x" };
  await db().destination.create({ data: destination });
  const at = new Date();
  const message = { eventId: event.id, address: "x", body: "x", createdAt: at, nextAttemptAt: at } as const;
  await db().delivery.createMany({
    data: [
      { ...message, id: "dlv_1", channel: "webhook", place: "dst_1", destinationId: "dst_1", attempts: 3 },
      { ...message, id: "dlv_2", channel: "email", place: "customer", attempts: 0 },
    ],
  });
  expect(await listFailing()).toEqual([
    { name: "Kitchen screen", channel: "webhook", waiting: 1, since: at, next: at },
  ]);
  await db().delivery.deleteMany();
  await db().destination.deleteMany();
});

test("a worker is alive as long as it was seen within the minute", async () => {
  expect(await isWorkerAlive()).toBe(false);
  await db().workerHeartbeat.create({
    data: { id: "w", startedAt: new Date(), seenAt: new Date(Date.now() - 120_000) },
  });
  expect(await isWorkerAlive()).toBe(false);
  await db().workerHeartbeat.update({ where: { id: "w" }, data: { seenAt: new Date() } });
  expect(await isWorkerAlive()).toBe(true);
});

test("levels of a day stand scarcest first, each with its changes since a moment and how it stood then", async () => {
  const [scarce, plenty] = [await stock(2), await stock(10)];
  await buy(scarce);
  await buy(plenty);
  const levels = await listTodayLevels(tomorrow);
  expect(levels.map(({ variantId, available }) => [variantId, available])).toEqual([
    [scarce.variantId, 1],
    [plenty.variantId, 9],
  ]);
  const all = await listAvailable(tomorrow, [scarce.variantId], new Date(0));
  expect(all.map(({ available }) => available)).toEqual([2, 1]);
  const later = await listAvailable(tomorrow, [scarce.variantId], new Date(Date.now() + 60_000));
  expect(later.map(({ available }) => available)).toEqual([1]);
});

test("what was handed over still counts as what the day had, and an item that is all gone is still told", async () => {
  const [loaf, last] = [await stock(10), await stock(2)];
  for (const order of [await buy(loaf, 4), await buy(last, 2)]) {
    await acceptOrder(counter, { orderId: order.id });
    await markOrderReady(counter, { orderId: order.id });
    await completeOrder(counter, { orderId: order.id });
  }
  const levels = await listTodayLevels(tomorrow);
  expect(levels.map(({ variantId, had, available }) => [variantId, had, available])).toEqual([
    [last.variantId, 2, 0],
    [loaf.variantId, 10, 6],
  ]);
});

test("goods that keep are told when they are low or gone, and only then", async () => {
  const [plenty, gone] = [await stock(40, { keeps: true }), await stock(4, { keeps: true })];
  await stock(0, { keeps: true });
  expect(await listTodayLevels(tomorrow)).toEqual([]);
  await buy(gone, 4);
  await buy(plenty);
  expect(await listTodayLevels(tomorrow)).toMatchObject([
    { variantId: gone.variantId, keeps: true, had: 4, available: 0 },
  ]);
});

test("orders are counted by weekday and hour of the shop's clock, in summer time too", async () => {
  const loaf = await stock(9);
  const [one, other] = [await buy(loaf), await buy(loaf)];
  const at = (id: string, placedAt: string) =>
    db().order.update({ where: { id }, data: { placedAt: new Date(placedAt) } });
  await at(one.id, "2026-07-04T07:30:00Z");
  await at(other.id, "2026-11-21T07:30:00Z");
  const hours = await readHours(new Date("2026-07-01T00:00:00Z"), zone);
  expect([hours[5]![8], hours[5]![7]]).toEqual([1, 1]);
  expect(hours.flat().reduce((sum, orders) => sum + orders, 0)).toBe(2);
});

test("tickets are to be printed only where tickets are printed", async () => {
  const loaf = await stock(9);
  const first = await buy(loaf);
  await buy(loaf);
  expect(await countToPrint()).toBe(0);
  await db().order.update({ where: { id: first.id }, data: { printedAt: new Date() } });
  expect(await countToPrint()).toBe(1);
});

test("due next are the orders to pack that have a time, by that time, six of them", async () => {
  const loaf = await stock(30);
  await buy(loaf);
  expect(await listDueNext(today)).toEqual({ count: 0, orders: [] });
  await openTimes([window(9, 3), window(11, 20)]);
  const [early, late] = await slotsOn();
  const orders = [];
  for (let made = 0; made < 9; made += 1) orders.push(await buy(loaf));
  const [first, second, third, ...rest] = orders.map(({ id }) => id);
  await changeOrder(counter, { orderId: first!, revision: 1, slotId: late!.id });
  await markOrderReady(counter, { orderId: second! });
  await cancelOrder(owner, { orderId: rest.at(-1)!, reason: "Test" });
  const { count, orders: due } = await listDueNext(today);
  expect(count).toBe(7);
  expect(due.map(({ id }) => id)).toEqual([third, first, ...rest.slice(0, 4)]);
  expect(due[0]).toMatchObject({
    startsAt: early!.startsAt,
    startsMinute: 540,
    units: 1,
    day: tomorrow,
    status: "placed",
  });
});
