import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { wrongInBooks } from "@/tests/support/books";
import { cloneDatabase } from "@/tests/support/database";
import { counter, fillCart, openShop, readLevel, settle, stock, submit, untilServed } from "@/tests/support/shop";

/** The seam of `controls.test.ts`: a read of the levels that takes no lock, and waits until all who race have read. */
const race = vi.hoisted(() => ({ racers: 0, waiting: [] as (() => void)[] }));

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  const lockLevels = (tx: Tx, ids: readonly string[]) =>
    race.racers > 0 ? readTogether(tx, ids) : real.lockLevels(tx, ids);
  return { ...real, lockLevels };
});

async function readTogether(tx: Tx, ids: readonly string[]): Promise<LockedLevel[]> {
  const levels = await tx.stockLevel.findMany({ where: { id: { in: [...ids] } } });
  await new Promise<void>((go) => {
    race.waiting.push(go);
    if (race.waiting.length === race.racers) for (const next of race.waiting) next();
  });
  return levels;
}

const dropCheck = `ALTER TABLE stock_levels DROP CONSTRAINT stock_levels_promises_within_on_hand`;
let cleanUp = async () => {};

afterEach(async () => {
  Object.assign(race, { racers: 0, waiting: [] });
  await cleanUp();
});

async function openIn({ check = true } = {}): Promise<void> {
  const clone = await cloneDatabase({ change: check ? undefined : dropCheck });
  process.env.DATABASE_URL = clone.url;
  cleanUp = async () => {
    await closeDatabase();
    await clone.drop();
  };
  await openShop();
}

test("a crowd at the counter and a crowd on the web get exactly the units that there are", async () => {
  await openIn();
  const jam = await stock(5, { keeps: true });
  const carts = await Promise.all(
    Array.from({ length: 20 }, () => fillCart([{ variantId: jam.variantId, quantity: 1 }])),
  );
  const [web, taps] = await Promise.all([
    settle(carts.map((cart) => untilServed(() => submit(cart)))),
    settle(Array.from({ length: 20 }, () => untilServed(() => tap(jam.variantId)))),
  ]);
  const sold = { web: web.values.length, taps: taps.values.length };
  expect(sold.web + sold.taps).toBe(5);
  expect([web.errors, taps.errors]).toEqual([{ out_of_stock: 20 - sold.web }, { none_available: 20 - sold.taps }]);
  expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 5 - sold.taps, committed: sold.web });
  expect(await db().counterSale.count()).toBe(sold.taps);
  expect(await wrongInBooks()).toEqual([]);
});

describe("the last jar, at the counter and on the web at once", () => {
  test("lock off and CHECK dropped: it is sold and promised", async () => {
    const { level, errors } = await raceForTheLastJar({ lock: false, check: false });
    expect(errors).toEqual([]);
    expect(level).toMatchObject({ onHand: 0, committed: 1 });
  });

  test("lock off and CHECK on: one of them gets it, and the database says 23514", async () => {
    const { level, errors } = await raceForTheLastJar({ lock: false, check: true });
    expect(errors.map(sqlState)).toEqual(["23514"]);
    expect(level.onHand - level.committed).toBe(0);
  });

  test("lock on and CHECK dropped: one of them gets it, and the other is refused", async () => {
    const { level, errors } = await raceForTheLastJar({ lock: true, check: false });
    expect(errors).toMatchObject([{ code: expect.stringMatching(/^(out_of_stock|none_available)$/) }]);
    expect(level.onHand - level.committed).toBe(0);
  });
});

async function raceForTheLastJar({ lock, check }: { lock: boolean; check: boolean }) {
  await openIn({ check });
  const jam = await stock(1, { keeps: true });
  const cart = await fillCart([{ variantId: jam.variantId, quantity: 1 }]);
  race.racers = lock ? 0 : 2;
  const results = await Promise.allSettled<unknown>([submit(cart), tap(jam.variantId)]);
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  return { level: await readLevel(jam.levelId), errors };
}

function tap(variantId: string) {
  return sellAtCounter(counter, { variantId, day: null, key: randomUUID() });
}
