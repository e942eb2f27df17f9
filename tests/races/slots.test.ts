import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { placeCounterOrder } from "@/lib/orders/place-counter-order";
import { placeOrder } from "@/lib/orders/place-order";
import { makeSlots } from "@/lib/pickup/make-slots";
import { addDays } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  contact,
  counter,
  customer,
  fillCart,
  openShop,
  owner,
  readLevel,
  type Stocked,
  settle,
  stock,
  tomorrow,
  untilServed,
} from "@/tests/support/shop";
import { openTimes, slotsOn, takenOn, window } from "@/tests/support/times";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE pickup_slots, pickup_days, pickup_week, orders, stock_levels CASCADE`;
});

/** Customers with a cart of one each, who all press at once. */
async function crowd(variant: Stocked, count: number, slotId?: string) {
  const carts = await Promise.all(
    Array.from({ length: count }, () => fillCart([{ variantId: variant.variantId, quantity: 1 }])),
  );
  return carts.map((cartId) => () => untilServed(() => placeOrder(customer, { ...contact, key: { cartId }, slotId })));
}

/** A form of staff, for somebody at the counter who comes at a time. */
function counterForm(lines: { variantId: string; quantity: number }[], slotId: string) {
  const { customer, notify, note, expectedTotalMinor } = contact;
  const agreed = { customer, notify, note, expectedTotalMinor, lines, slotId, day: tomorrow };
  return { ...agreed, key: crypto.randomUUID(), channel: "counter" as const, paid: false, lift: undefined };
}

async function deadlocks(): Promise<number> {
  const [row] = await db().$queryRaw<{ deadlocks: number }[]>`
    SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`;
  return row?.deadlocks ?? -1;
}

describe("32 customers, one time and one item", () => {
  test("the time's last unit sells once, without a deadlock", async () => {
    await openTimes([window(9, 20)], { dayCapacity: 30 });
    const loaf = await stock(100);
    const [slot] = await slotsOn();
    const { values, errors } = await settle((await crowd(loaf, 32, slot!.id)).map((press) => press()));
    expect(values).toHaveLength(20);
    expect(errors).toEqual({ slot_full: 12 });
    expect(await takenOn()).toEqual([20]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 20 });
    expect(await deadlocks()).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("who asks for no time gets the next one with room, until none has any", async () => {
    await openTimes([window(9, 6), window(11, 6), window(13, 6)]);
    const loaf = await stock(100);
    const presses = await crowd(loaf, 32);
    const { values } = await settle(presses.map((press) => press()));
    expect(values.length).toBeLessThanOrEqual(18);
    expect((await takenOn()).reduce((sum, taken) => sum + taken, 0)).toBe(values.length);
    expect(await deadlocks()).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("when the item is what runs out, what the refused had taken of the time is free again", async () => {
    await openTimes([window(9, 30)]);
    const loaf = await stock(7);
    const [slot] = await slotsOn();
    const { errors } = await settle((await crowd(loaf, 32, slot!.id)).map((press) => press()));
    expect(errors).toEqual({ out_of_stock: 25 });
    expect(await takenOn()).toEqual([7]);
  });

  test("the day's last unit sells once over all its times", async () => {
    await openTimes([window(9, 20), window(11, 20)], { dayCapacity: 9 });
    const loaf = await stock(100);
    const [first, second] = await slotsOn();
    const presses = [...(await crowd(loaf, 16, first!.id)), ...(await crowd(loaf, 16, second!.id))];
    const { values, errors } = await settle(presses.map((press) => press()));
    expect(values).toHaveLength(9);
    expect(errors).toEqual({ slot_full: 23 });
    expect(await deadlocks()).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
  });
});

describe("the last unit of a time", () => {
  test("goes to one buyer or to an order that staff move there, never to both", async () => {
    await openTimes([window(9, 1), window(11, 40)]);
    const loaf = await stock(100);
    const [first, second] = await slotsOn();
    const presses = await crowd(loaf, 12, second!.id);
    const orders = await Promise.all(presses.map((press) => press()));
    const buyers = await crowd(loaf, 12, first!.id);
    const moves = orders.map(({ id }) =>
      untilServed(() => changeOrder(counter, { orderId: id, revision: 1, slotId: first!.id })),
    );
    const { values, errors } = await settle<unknown>([...moves, ...buyers.map((press) => press())]);
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ slot_full: 23 });
    expect((await takenOn())[0]).toBe(1);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("goes to one buyer or to an order that staff or its customer add to, never to two", async () => {
    await openTimes([window(9, 13), window(11, 40)]);
    const loaf = await stock(100);
    const [slot] = await slotsOn();
    const orders = await Promise.all((await crowd(loaf, 12, slot!.id)).map((press) => press()));
    const buyers = await crowd(loaf, 12, slot!.id);
    const growing = orders.map(({ id, token, snapshot }, index) => {
      const change = { revision: 1, lines: [{ lineId: snapshot.lines[0]!.id, quantity: 2 }] };
      return untilServed<unknown>(() =>
        index % 2 === 0
          ? changeOrder(counter, { orderId: id, ...change })
          : changeOwnOrder(customer, { token, ...change }),
      );
    });
    const { values, errors } = await settle<unknown>([...growing, ...buyers.map((press) => press())]);
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ slot_full: 23 });
    expect(await takenOn()).toEqual([13, 0]);
    expect(await deadlocks()).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("goes to a customer or to an order at the counter, never to both", async () => {
    await openTimes([window(9, 1), window(11, 40)]);
    const loaf = await stock(100);
    const [slot] = await slotsOn();
    const lines = [{ variantId: loaf.variantId, quantity: 1 }];
    const buyers = await crowd(loaf, 12, slot!.id);
    const atCounter = Array.from({ length: 12 }, () => placeCounterOrder(counter, counterForm(lines, slot!.id)));
    const { values, errors } = await settle<unknown>([...atCounter, ...buyers.map((press) => press())]);
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ slot_full: 23 });
    expect(await takenOn()).toEqual([1, 0]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1 });
    expect(await deadlocks()).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("and the last loaves run out beside each other: every loaf is sold, and the time never overfilled", async () => {
    await openTimes([window(9, 1), window(11, 40)]);
    const loaf = await stock(2);
    const [first, second] = await slotsOn();
    const lines = [{ variantId: loaf.variantId, quantity: 1 }];
    const later = await crowd(loaf, 8, second!.id);
    const full = Array.from({ length: 8 }, () => placeCounterOrder(counter, counterForm(lines, first!.id)));
    const { values } = await settle<unknown>([...full, ...later.map((press) => press())]);
    expect(values).toHaveLength(2);
    const taken = await takenOn();
    expect(taken.reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(taken[0]).toBeLessThanOrEqual(1);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("comes back with a cancel and is sold once more", async () => {
    await openTimes([window(9, 4)]);
    const loaf = await stock(100);
    const orders = [await buy(loaf), await buy(loaf), await buy(loaf), await buy(loaf)];
    const buyers = (await crowd(loaf, 12)).map((press) => press());
    await settle<unknown>([
      ...buyers,
      ...orders.map(({ id }) => untilServed(() => cancelOrder(owner, { orderId: id, reason: "x" }))),
    ]);
    expect((await takenOn())[0]).toBeLessThanOrEqual(4);
    expect(await db().order.count({ where: { status: { not: "cancelled" } } })).toBe((await takenOn())[0]);
    expect(await wrongInBooks()).toEqual([]);
  });
});

test("a time that holds more than the shop now wants is not filled again, while its orders leave and others want in", async () => {
  await openTimes([window(9, 20)], { dayCapacity: 20 });
  const loaf = await stock(100);
  const orders = await Promise.all((await crowd(loaf, 8)).map((press) => press()));
  await openTimes([window(9, 3)], { dayCapacity: 3 });
  const [slot] = await slotsOn();
  const buyers = await crowd(loaf, 12, slot!.id);
  const leaving = orders.map(({ id }) => untilServed(() => cancelOrder(owner, { orderId: id, reason: "x" })));
  const { values, errors } = await settle<unknown>([...leaving, ...buyers.map((press) => press()), makeSlots()]);
  const bought = values.length - leaving.length - 1;
  expect(bought).toBeLessThanOrEqual(3);
  expect(errors).toEqual({ slot_full: 12 - bought });
  expect(await slotsOn()).toMatchObject([{ capacity: 3, taken: bought }]);
  expect(await deadlocks()).toBe(0);
  expect(await wrongInBooks()).toEqual([]);
});

describe("orders that move between times and days while others buy", () => {
  test("meet no deadlock, and the books of the times agree", async () => {
    const other = addDays(tomorrow, 1);
    await openTimes([window(9, 30), window(11, 30)], { dayCapacity: 50 });
    const loaf = await stock(100, { keeps: true });
    const [here, there] = [await slotsOn(), await slotsOn(other)];
    const orders = await Promise.all((await crowd(loaf, 12)).map((press) => press()));
    const places = [
      { day: tomorrow, slotId: here[1]!.id },
      { day: other, slotId: there[0]!.id },
      { day: other, slotId: there[1]!.id },
    ];
    const buyers = await crowd(loaf, 20, here[1]!.id);
    const moves = orders.map(({ id }, index) =>
      untilServed(() => changeOrder(counter, { orderId: id, revision: 1, ...places[index % places.length]! })),
    );
    const { errors } = await settle<unknown>([...moves, ...buyers.map((press) => press()), makeSlots(), makeSlots()]);
    expect(errors).toEqual({});
    expect(await deadlocks()).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
  });
});
