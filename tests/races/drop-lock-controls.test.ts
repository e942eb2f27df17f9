import { afterEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { placeOrder } from "@/lib/orders/place-order";
import { isRefusal } from "@/lib/refusal";
import { dropIn, shelf } from "@/tests/catalog/drops";
import { cloneDatabase } from "@/tests/support/database";
import { apiRequest, fillCart, openShop, readLevel, submit } from "@/tests/support/shop";

/**
 * What keeps a drop's first second from overselling: the same race as in drops.test.ts, with one of its two guards away, and with both. The seam
 * exists only here: reading the levels takes no lock, and the first three times eight buyers go on together once all eight have read.
 */
const race = vi.hoisted(() => ({ off: false, read: 0, waiting: [] as (() => void)[] }));
const together = 8;
const rounds = 3;

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  const lockLevels = (tx: Tx, ids: readonly string[]) => (race.off ? readTogether(tx, ids) : real.lockLevels(tx, ids));
  return { ...real, lockLevels };
});

async function readTogether(tx: Tx, ids: readonly string[]): Promise<LockedLevel[]> {
  race.read += 1;
  const waits = race.read <= together * rounds;
  const levels = await tx.stockLevel.findMany({ where: { id: { in: [...ids] } } });
  if (!waits) return levels;
  await new Promise<void>((go) => {
    race.waiting.push(go);
    if (race.waiting.length === together) for (const next of race.waiting.splice(0)) next();
  });
  return levels;
}

const dropCheck = "ALTER TABLE stock_levels DROP CONSTRAINT stock_levels_promises_within_on_hand";
const [buyers, units] = [500, 20];
let cleanUp = async () => {};

afterEach(async () => {
  Object.assign(race, { off: false, read: 0, waiting: [] });
  await cleanUp();
});

describe("500 customers come together for the 20 of a drop", () => {
  test("lock off and CHECK dropped: more are sold than there are", async () => {
    const { level, sold } = await sellTheDrop({ lock: false, check: false });
    // Whoever went on third together read when no more than sixteen can have been sold.
    expect(sold).toBeGreaterThanOrEqual(together * rounds);
    expect(level).toMatchObject({ onHand: units, committed: sold });
  });

  test("lock off and CHECK on: exactly 20 are sold, and the database says 23514", async () => {
    const { level, sold, errors } = await sellTheDrop({ lock: false, check: true });
    expect(sold).toBe(units);
    expect(level).toMatchObject({ onHand: units, committed: units });
    // Of the eight who went on third together, no more than four can have got one.
    expect(errors.filter((error) => sqlState(error) === "23514").length).toBeGreaterThanOrEqual(
      together * rounds - units,
    );
  });

  test("lock on and CHECK dropped: exactly 20 are sold, and the others are told so", async () => {
    const { level, sold, errors } = await sellTheDrop({ lock: true, check: false });
    expect(sold).toBe(units);
    expect(level).toMatchObject({ onHand: units, committed: units });
    // Some wait longer for a connection than anybody should: they are asked to come again.
    const codes = errors.map((error) => (isRefusal(error) ? error.code : "none"));
    expect([...new Set(codes)].filter((code) => !["out_of_stock", "busy"].includes(code))).toEqual([]);
    expect(codes).toHaveLength(buyers - units);
  });
});

async function sellTheDrop({ lock, check }: { lock: boolean; check: boolean }) {
  const clone = await cloneDatabase({ change: check ? undefined : dropCheck });
  process.env.DATABASE_URL = clone.url;
  cleanUp = async () => {
    await closeDatabase();
    await clone.drop();
  };
  await openShop();
  const loaf = await shelf(units);
  const lines = [{ variantId: loaf.variantId, quantity: 1 }];
  const carts = await Promise.all(Array.from({ length: buyers / 2 }, () => fillCart(lines)));
  await dropIn([loaf], -1_000);
  race.off = !lock;
  const results = await Promise.allSettled(
    carts.flatMap((cart, at) => [
      submit(cart),
      placeOrder({ kind: "api" }, apiRequest(`drop-buyer-number-${at}`, [{ sku: loaf.sku, quantity: 1 }])),
    ]),
  );
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  const level = await readLevel(loaf.levelId);
  expect(await db().order.count()).toBe(buyers - errors.length);
  return { level, sold: buyers - errors.length, errors };
}
