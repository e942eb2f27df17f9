import { afterEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import type { LockedSlot } from "@/lib/db/locks-of-pickup";
import type { Tx } from "@/lib/db/transaction";
import { changeOrder } from "@/lib/orders/change-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { placeOrder } from "@/lib/orders/place-order";
import type { Day } from "@/lib/time";
import { cloneDatabase } from "@/tests/support/database";
import { contact, counter, customer, fillCart, openShop, type Stocked, stock } from "@/tests/support/shop";
import { openTimes, slotsOn, takenOn, window } from "@/tests/support/times";

/**
 * What the lock and the CHECK are worth to a pickup time and to the bound of its day, each alone. The seam exists only here: the module that locks is replaced by one whose
 * read of the slots takes no lock and waits until all have read.
 */
const race = vi.hoisted(() => ({ buyers: 0, waiting: [] as (() => void)[] }));

vi.mock("@/lib/db/locks-of-pickup", async (original) => {
  const real = await original<typeof import("@/lib/db/locks-of-pickup")>();
  const lockSlots: typeof real.lockSlots = (tx, slots) =>
    race.buyers > 0 ? readTogether(tx, slots) : real.lockSlots(tx, slots);
  return { ...real, lockSlots };
});

async function readTogether(tx: Tx, slots: readonly { id: string; day: Day }[]) {
  const rows = await tx.pickupSlot.findMany({ where: { id: { in: slots.map((slot) => slot.id) } } });
  const bounds = await tx.pickupDayLoad.findMany({ where: { day: { in: rows.map((row) => row.day) } } });
  await new Promise<void>((go) => {
    race.waiting.push(go);
    if (race.waiting.length === race.buyers) for (const next of race.waiting) next();
  });
  const read = rows.map(({ closedAt, day, ...row }): LockedSlot => {
    const bound = bounds.find((one) => one.day.getTime() === day.getTime());
    const dayRoom = bound ? bound.capacity - bound.taken : null;
    return { ...row, closed: closedAt !== null, dayRoom, now: new Date(), day: day.toISOString().slice(0, 10) };
  });
  return new Map(read.map((slot) => [slot.id, slot]));
}

const dropCheck = "ALTER TABLE pickup_slots DROP CONSTRAINT pickup_slots_taken_within_capacity";
const dropDayCheck = "ALTER TABLE pickup_days DROP CONSTRAINT pickup_days_taken_within_capacity";
let cleanUp = async () => {};

afterEach(async () => {
  Object.assign(race, { buyers: 0, waiting: [] });
  await cleanUp();
});

type Guards = { lock: boolean; check: boolean };
const full = { code: "slot_full" };

describe("three buyers and an order that staff move want the last unit of a time", () => {
  test("lock off and CHECK dropped: all get it", async () => {
    const { taken, errors } = await takeTheLastOne({ lock: false, check: false });
    expect(errors).toEqual([]);
    expect(taken).toBe(4);
  });

  test("lock off and CHECK on: one gets it, and the database says 23514", async () => {
    const { taken, errors } = await takeTheLastOne({ lock: false, check: true });
    expect(errors.map(sqlState)).toEqual(["23514", "23514", "23514"]);
    expect(taken).toBe(1);
  });

  test("lock on and CHECK dropped: one gets it, and the others are refused", async () => {
    const { taken, errors } = await takeTheLastOne({ lock: true, check: false });
    expect(errors).toMatchObject([full, full, full]);
    expect(taken).toBe(1);
  });
});

describe("four orders that staff or their customers add to want the last unit of their time", () => {
  test("lock off and CHECK dropped: all get it", async () => {
    const { taken, errors } = await growIntoTheLastOne({ lock: false, check: false });
    expect(errors).toEqual([]);
    expect(taken).toBe(8);
  });

  test("lock off and CHECK on: one gets it, and the database says 23514", async () => {
    const { taken, errors } = await growIntoTheLastOne({ lock: false, check: true });
    expect(errors.map(sqlState)).toEqual(["23514", "23514", "23514"]);
    expect(taken).toBe(5);
  });

  test("lock on and CHECK dropped: one gets it, and the others are refused", async () => {
    const { taken, errors } = await growIntoTheLastOne({ lock: true, check: false });
    expect(errors).toMatchObject([full, full, full]);
    expect(taken).toBe(5);
  });
});

describe("four buyers, two in each of two times with room, want the last unit of the day", () => {
  test("lock off and CHECK dropped: all get it", async () => {
    const { taken, errors } = await takeTheLastOfTheDay({ lock: false, check: false });
    expect(errors).toEqual([]);
    expect(taken).toBe(4);
  });

  test("lock off and CHECK on: one gets it, and the database says 23514", async () => {
    const { taken, errors } = await takeTheLastOfTheDay({ lock: false, check: true });
    expect(errors.map(sqlState)).toEqual(["23514", "23514", "23514"]);
    expect(taken).toBe(1);
  });

  test("lock on and CHECK dropped: one gets it, and the others are refused", async () => {
    const { taken, errors } = await takeTheLastOfTheDay({ lock: true, check: false });
    expect(errors).toMatchObject([full, full, full]);
    expect(taken).toBe(1);
  });
});

async function takeTheLastOne({ lock, check }: Guards) {
  const { loaf, first, second, place } = await shopWith({ change: check ? undefined : dropCheck, capacity: 1 });
  const moved = await place(await cartOf(loaf), second.id);
  const carts = await Promise.all([1, 2, 3].map(() => cartOf(loaf)));
  const errors = await all(lock, [
    () => changeOrder(counter, { orderId: moved.id, revision: 1, slotId: first.id }),
    ...carts.map((cartId) => () => place(cartId, first.id)),
  ]);
  expect(await db().order.count({ where: { slotId: first.id } })).toBe(4 - errors.length);
  return { taken: (await takenOn())[0], errors };
}

async function growIntoTheLastOne({ lock, check }: Guards) {
  const { loaf, first, place } = await shopWith({ change: check ? undefined : dropCheck, capacity: 5 });
  const carts = await Promise.all([1, 2, 3, 4].map(() => cartOf(loaf)));
  const orders = await Promise.all(carts.map((cartId) => place(cartId, first.id)));
  const grow = orders.map(({ id, token, snapshot }, index) => {
    const change = { revision: 1, lines: [{ lineId: snapshot.lines[0]!.id, quantity: 2 }] };
    const byStaff = index % 2 === 0;
    return () =>
      byStaff ? changeOrder(counter, { orderId: id, ...change }) : changeOwnOrder(customer, { token, ...change });
  });
  const errors = await all(lock, grow);
  expect(await db().order.count({ where: { workUnits: 2 } })).toBe(4 - errors.length);
  return { taken: (await takenOn())[0], errors };
}

async function takeTheLastOfTheDay({ lock, check }: Guards) {
  const { loaf, first, second, place } = await shopWith({ change: check ? undefined : dropDayCheck, dayCapacity: 1 });
  const carts = await Promise.all([1, 2, 3, 4].map(() => cartOf(loaf)));
  const errors = await all(
    lock,
    carts.map((cartId, index) => () => place(cartId, index % 2 === 0 ? first.id : second.id)),
  );
  expect(await db().order.count()).toBe(4 - errors.length);
  const { taken } = await db().pickupDayLoad.findUniqueOrThrow({ where: { day: first.day } });
  return { taken, errors };
}

type Made = { change: string | undefined; capacity?: number; dayCapacity?: number };

async function shopWith({ change, capacity = 9, dayCapacity }: Made) {
  const clone = await cloneDatabase({ change });
  process.env.DATABASE_URL = clone.url;
  cleanUp = async () => {
    await closeDatabase();
    await clone.drop();
  };
  await openShop();
  await openTimes([window(9, capacity), window(11, 9)], { dayCapacity: dayCapacity ?? null });
  const [first, second] = await slotsOn();
  const place = (cartId: string, slotId: string) => placeOrder(customer, { ...contact, key: { cartId }, slotId });
  return { loaf: await stock(20), first: first!, second: second!, place };
}

function cartOf(loaf: Stocked): Promise<string> {
  return fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
}

/** Does all of it at once; what failed, by its error. Without the lock each waits until all have read. */
async function all(lock: boolean, work: readonly (() => Promise<unknown>)[]): Promise<unknown[]> {
  race.buyers = lock ? 0 : work.length;
  const results = await Promise.allSettled(work.map((begin) => begin()));
  race.buyers = 0;
  return results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
}
