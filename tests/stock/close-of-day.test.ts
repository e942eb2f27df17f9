import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { setDayTimes } from "@/lib/pickup/set-day-times";
import { closeDay } from "@/lib/stock/close-day";
import { closeDueDays } from "@/lib/stock/close-due-days";
import { listClosings, listLeft, listUnclosed } from "@/lib/stock/close-queries";
import { closesAt } from "@/lib/stock/rules-of-close";
import { setCloseRules } from "@/lib/stock/set-close-rules";
import { undoEntry } from "@/lib/stock/undo-entry";
import { addDays, type Day, instantAt, toDate, weekdayOf } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, manager, openShop, owner, readLevel, settle, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db()
    .$executeRaw`TRUNCATE items, stock_levels, stock_entries, day_closings, close_rules, closed_days, events, orders CASCADE`;
});

const at = (day: Day, minute: number) => instantAt(day, minute, "Europe/London");
/** The shop closes at 13:00; an hour later the day does. */
const due = at(tomorrow, 841);
const carryOver = (variantId: string) =>
  db().variant.update({ where: { id: variantId }, data: { atClose: "carry_over" } });
const levelOn = (variantId: string, day: Day) => db().stockLevel.findFirst({ where: { variantId, day: toDate(day) } });

describe("the close of day", () => {
  test("writes off what is left or carries it over, as each variant says; what is promised and what keeps stays", async () => {
    const [loaf, biscuit, jam] = [await stock(10), await stock(6), await stock(9, { keeps: true })];
    await carryOver(biscuit.variantId);
    await buy(loaf, 3);
    await buy(biscuit, 2);

    expect(await closeDueDays(due)).toEqual([tomorrow]);

    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 3, committed: 3 });
    expect(await readLevel(biscuit.levelId)).toMatchObject({ onHand: 2, committed: 2 });
    expect(await levelOn(biscuit.variantId, addDays(tomorrow, 1))).toMatchObject({ onHand: 4 });
    expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 9 });
    const [closing] = await listClosings();
    expect(closing).toMatchObject({
      day: tomorrow,
      toDay: addDays(tomorrow, 1),
      byItself: true,
      rows: expect.arrayContaining([
        expect.objectContaining({ sku: loaf.sku, quantity: 7, became: "write_off" }),
        expect.objectContaining({ sku: biscuit.sku, quantity: 4, became: "carry_over" }),
      ]),
    });
    const entries = await db().stockEntry.findMany({ where: { causeId: closing!.id }, orderBy: { id: "asc" } });
    expect(entries.map(({ reason, onHandDelta }) => [reason, onHandDelta]).sort()).toEqual([
      ["carried_over", -4],
      ["carried_over", 4],
      ["written_off", -7],
    ]);
    expect(await db().event.findMany({ where: { type: "stock.day_closed" } })).toHaveLength(1);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("happens once, however many workers and however often", async () => {
    const biscuit = await stock(6);
    await carryOver(biscuit.variantId);
    await Promise.all(Array.from({ length: 6 }, () => closeDueDays(due)));
    expect(await closeDueDays(due)).toEqual([]);
    expect(await levelOn(biscuit.variantId, addDays(tomorrow, 1))).toMatchObject({ onHand: 6 });
    expect(await db().stockEntry.count({ where: { reason: "carried_over" } })).toBe(2);
    expect(await db().event.count({ where: { type: "stock.day_closed" } })).toBe(1);
  });

  test("waits for its time, and comes after downtime for every day that it missed, oldest first", async () => {
    const biscuit = await stock(6);
    await carryOver(biscuit.variantId);
    expect(await closeDueDays(at(tomorrow, 839))).toEqual([]);
    expect(await closeDueDays(at(addDays(tomorrow, 2), 900))).toEqual([
      tomorrow,
      addDays(tomorrow, 1),
      addDays(tomorrow, 2),
    ]);
    expect(await levelOn(biscuit.variantId, addDays(tomorrow, 3))).toMatchObject({ onHand: 6 });
  });

  test("carries over to the next day that is open", async () => {
    const biscuit = await stock(6);
    await carryOver(biscuit.variantId);
    await db().closedDay.createMany({ data: [1, 2].map((days) => ({ day: toDate(addDays(tomorrow, days)) })) });
    await closeDueDays(due);
    expect(await levelOn(biscuit.variantId, addDays(tomorrow, 3))).toMatchObject({ onHand: 6 });
  });

  test("counts a day with times of its own as open, though its weekday is closed, and closes it after its own last time", async () => {
    const biscuit = await stock(6);
    await carryOver(biscuit.variantId);
    const extra = addDays(tomorrow, 1);
    await db().openingHours.deleteMany({ where: { weekday: { not: weekdayOf(tomorrow) } } });
    await setDayTimes(owner, {
      day: extra,
      windows: [{ startsMinute: 960, endsMinute: 1080, capacity: 5 }],
      ...{ leadMinutes: 0, dayCapacity: null, orderDaysBefore: 0, orderByMinute: 960 },
    });
    await closeDueDays(due);
    expect(await levelOn(biscuit.variantId, extra)).toMatchObject({ onHand: 6 });
    expect(await closeDueDays(at(extra, 1139))).toEqual([]);
    expect(await closeDueDays(at(extra, 1141))).toEqual([extra]);
    await db().$executeRaw`TRUNCATE opening_hours, pickup_exceptions, pickup_slots CASCADE`;
    const hours = { opensMinute: 480, closesMinute: 780, orderDaysBefore: 0, orderByMinute: 1440 };
    await db().openingHours.createMany({ data: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...hours })) });
  });

  test("does not come where the shop switched it off", async () => {
    const loaf = await stock(6);
    await setCloseRules(manager, { version: 0, closesByItself: false, afterMinutes: 60, policies: [] });
    expect(await closeDueDays(due)).toEqual([]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 6 });
  });

  test.each([
    ["an ordinary day", "2026-11-23", 780, "2026-11-23T14:00:00.000Z"],
    ["a summer's day", "2026-07-01", 780, "2026-07-01T13:00:00.000Z"],
    ["the evening before the clocks go forward", "2026-03-28", 1440, "2026-03-29T01:00:00.000Z"],
    ["the evening before they go back", "2026-10-24", 1440, "2026-10-25T00:00:00.000Z"],
    ["the night in which they go back", "2026-10-25", 60, "2026-10-25T01:00:00.000Z"],
  ])("is an hour of real time after closing on %s", (_, day, closesMinute, instant) => {
    expect(closesAt({ day, closesMinute, afterMinutes: 60, timezone: "Europe/London" }).toISOString()).toBe(instant);
  });
});

describe("closing by hand", () => {
  test("closes at once, and again what came free later", async () => {
    const loaf = await stock(10);
    const order = await buy(loaf, 4);
    const now = at(tomorrow, 600);
    await closeDay(counter, { day: tomorrow }, now);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 4, committed: 4 });
    await cancelOrder(owner, { orderId: order.id, reason: "Never came" });
    expect(await listUnclosed(addDays(tomorrow, 1))).toEqual([{ day: tomorrow, left: 4 }]);
    await closeDay(counter, { day: tomorrow }, now);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 0, committed: 0 });
    await closeDay(counter, { day: tomorrow }, now);
    expect(await listClosings()).toHaveLength(2);
    expect(await db().event.count({ where: { type: "stock.day_closed" } })).toBe(2);
  });

  test("is refused for a day to come, and to strangers", async () => {
    await stock(10);
    await expect(closeDay(owner, { day: tomorrow })).rejects.toMatchObject({ code: "day_not_over" });
    await expect(closeDay(null, { day: tomorrow })).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await db().dayClosing.count()).toBe(0);
  });

  test("can be taken back for one level, as any write-off", async () => {
    const loaf = await stock(5);
    await closeDay(owner, { day: tomorrow }, due);
    const entry = await db().stockEntry.findFirstOrThrow({ where: { reason: "written_off" } });
    await undoEntry(counter, { entryId: String(entry.id) });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5 });
  });
});

test("closing races the handing over of orders: every unit is sold or written off, none twice", async () => {
  const loaf = await stock(20);
  const orders = await Promise.all(Array.from({ length: 8 }, () => buy(loaf, 2)));
  for (const { id } of orders) await markOrderReady(owner, { orderId: id });
  const { errors } = await settle<unknown>([
    ...orders.slice(0, 6).map(({ id }) => completeOrder(owner, { orderId: id })),
    closeDueDays(due),
    closeDay(owner, { day: tomorrow }, due),
    ...orders.slice(6).map(({ id }) => cancelOrder(owner, { orderId: id, reason: "Ill" })),
  ]);
  expect(errors).toEqual({});
  await closeDay(owner, { day: tomorrow }, due);
  expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 0, committed: 0 });
  const gone = await db().stockEntry.groupBy({
    by: ["reason"],
    where: { levelId: loaf.levelId },
    _sum: { onHandDelta: true },
  });
  const sum = Object.fromEntries(gone.map(({ reason, _sum }) => [reason, _sum.onHandDelta]));
  expect(sum).toMatchObject({ order_completed: -12, written_off: -8 });
  expect(await wrongInBooks()).toEqual([]);
});

describe("the rules of the close", () => {
  test("are set with a policy for each variant, in one event with before and after", async () => {
    const loaf = await stock(5);
    const rules = {
      version: 0,
      closesByItself: true,
      afterMinutes: 90,
      policies: [{ variantId: loaf.variantId, atClose: "carry_over" as const }],
    };
    await setCloseRules(manager, rules);
    expect(await listLeft(tomorrow)).toMatchObject([{ sku: loaf.sku, left: 5, atClose: "carry_over" }]);
    expect(await db().event.findFirst({ where: { type: "stock.close_rules_set" } })).toMatchObject({
      snapshot: { afterMinutes: 90, atClose: { [loaf.sku]: "carry_over" } },
      previous: { afterMinutes: 60, atClose: { [loaf.sku]: "write_off" } },
    });
    await expect(setCloseRules(owner, rules)).rejects.toMatchObject({
      code: "changed_meanwhile",
      detail: { by: manager.name },
    });
    await expect(setCloseRules(counter, { ...rules, version: 1 })).rejects.toMatchObject({ code: "not_permitted" });
  });
});
