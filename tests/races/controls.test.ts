import { afterEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { cloneDatabase } from "@/tests/support/database";
import { fillCart, openShop, readLevel, stock, submit } from "@/tests/support/shop";

/**
 * What each of the two guards is worth alone. The seam exists only here: the module that locks is replaced by one whose read of
 * the levels takes no lock and waits until every buyer has read.
 */
const race = vi.hoisted(() => ({ buyers: 0, waiting: [] as (() => void)[] }));

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  const lockLevels = (tx: Tx, ids: readonly string[]) =>
    race.buyers > 0 ? readTogether(tx, ids) : real.lockLevels(tx, ids);
  return { ...real, lockLevels };
});

async function readTogether(tx: Tx, ids: readonly string[]): Promise<LockedLevel[]> {
  const levels = await tx.stockLevel.findMany({ where: { id: { in: [...ids] } } });
  await new Promise<void>((go) => {
    race.waiting.push(go);
    if (race.waiting.length === race.buyers) for (const next of race.waiting) next();
  });
  return levels;
}

const dropCheck = "ALTER TABLE stock_levels DROP CONSTRAINT stock_levels_promises_within_on_hand";
const buyers = 4;
let cleanUp = async () => {};

afterEach(async () => {
  Object.assign(race, { buyers: 0, waiting: [] });
  await cleanUp();
});

describe("four customers want the last one", () => {
  test("lock off and CHECK dropped: it is sold four times", async () => {
    const { level, errors } = await sellTheLastOne({ lock: false, check: false });
    expect(errors).toEqual([]);
    expect(level).toMatchObject({ onHand: 1, committed: 4 });
  });

  test("lock off and CHECK on: it is sold once, and the database says 23514", async () => {
    const { level, errors } = await sellTheLastOne({ lock: false, check: true });
    expect(errors.map(sqlState)).toEqual(["23514", "23514", "23514"]);
    expect(level).toMatchObject({ onHand: 1, committed: 1 });
  });

  test("lock on and CHECK dropped: it is sold once, and the others are refused", async () => {
    const { level, errors } = await sellTheLastOne({ lock: true, check: false });
    expect(errors).toMatchObject([{ code: "out_of_stock" }, { code: "out_of_stock" }, { code: "out_of_stock" }]);
    expect(level).toMatchObject({ onHand: 1, committed: 1 });
  });
});

async function sellTheLastOne({ lock, check }: { lock: boolean; check: boolean }) {
  const clone = await cloneDatabase({ change: check ? undefined : dropCheck });
  process.env.DATABASE_URL = clone.url;
  cleanUp = async () => {
    await closeDatabase();
    await clone.drop();
  };
  await openShop();
  const loaf = await stock(1);
  const carts = await Promise.all(
    Array.from({ length: buyers }, () => fillCart([{ variantId: loaf.variantId, quantity: 1 }])),
  );
  race.buyers = lock ? 0 : buyers;
  const results = await Promise.allSettled(carts.map((cart) => submit(cart)));
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  expect(await db().order.count()).toBe(buyers - errors.length);
  return { level: await readLevel(loaf.levelId), errors };
}
