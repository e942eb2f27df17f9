import { afterEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import type { LockedSlot } from "@/lib/db/locks-of-pickup";
import type { Tx } from "@/lib/db/transaction";
import { changeOrder } from "@/lib/orders/change-order";
import { placeOrder } from "@/lib/orders/place-order";
import type { Day } from "@/lib/time";
import { cloneDatabase } from "@/tests/support/database";
import { contact, counter, customer, fillCart, openShop, stock } from "@/tests/support/shop";
import { openTimes, slotsOn, takenOn, window } from "@/tests/support/times";

/**
 * What the lock and the CHECK are worth to a pickup time, each alone. The seam exists only here: the module that locks is replaced by one whose
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
  await new Promise<void>((go) => {
    race.waiting.push(go);
    if (race.waiting.length === race.buyers) for (const next of race.waiting) next();
  });
  const read = rows.map(({ closedAt, day, ...row }): LockedSlot => {
    const open = { closed: closedAt !== null, dayRoom: null, now: new Date() };
    return { ...row, ...open, day: day.toISOString().slice(0, 10) };
  });
  return new Map(read.map((slot) => [slot.id, slot]));
}

const dropCheck = "ALTER TABLE pickup_slots DROP CONSTRAINT pickup_slots_taken_within_capacity";
let cleanUp = async () => {};

afterEach(async () => {
  Object.assign(race, { buyers: 0, waiting: [] });
  await cleanUp();
});

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
    expect(errors).toMatchObject([{ code: "slot_full" }, { code: "slot_full" }, { code: "slot_full" }]);
    expect(taken).toBe(1);
  });
});

async function takeTheLastOne({ lock, check }: { lock: boolean; check: boolean }) {
  const clone = await cloneDatabase({ change: check ? undefined : dropCheck });
  process.env.DATABASE_URL = clone.url;
  cleanUp = async () => {
    await closeDatabase();
    await clone.drop();
  };
  await openShop();
  await openTimes([window(9, 1), window(11, 9)]);
  const loaf = await stock(9);
  const [first, second] = await slotsOn();
  const cart = () => fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
  const place = (cartId: string, slotId: string) => placeOrder(customer, { ...contact, key: { cartId }, slotId });
  const moved = await place(await cart(), second!.id);
  const carts = [await cart(), await cart(), await cart()];
  race.buyers = lock ? 0 : 4;
  const results = await Promise.allSettled([
    changeOrder(counter, { orderId: moved.id, revision: 1, slotId: first!.id }),
    ...carts.map((cartId) => place(cartId, first!.id)),
  ]);
  race.buyers = 0;
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  expect(await db().order.count({ where: { slotId: first!.id } })).toBe(4 - errors.length);
  return { taken: (await takenOn())[0], errors };
}
