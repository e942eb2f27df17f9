import { afterEach, describe, expect, test, vi } from "vitest";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { closeDatabase, db } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import type { Tx } from "@/lib/db/transaction";
import { newToken } from "@/lib/id";
import type { CurrentLevels } from "@/lib/stock/lock-current";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { wrongInBooks } from "@/tests/support/books";
import { cloneDatabase } from "@/tests/support/database";
import { throughOrWaiting } from "@/tests/support/lock-waits";
import {
  buy,
  fillCart,
  openShop,
  readLevel,
  type Stocked,
  settle,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";

/**
 * The last unit is held, and its time runs out while its holder orders, somebody else wants it and the sweep gives it back. What each guard is worth alone shows
 * a seam that exists only here: reading the levels takes no lock, an order does not count what it used up of its hold, and whoever has read what is
 * theirs waits until the others are done.
 */
const race = vi.hoisted(() => ({ unlocked: false, uncounted: false, afterRead: null as (() => Promise<void>) | null }));

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  const lockLevels = (tx: Tx, ids: readonly string[]) =>
    race.unlocked ? tx.stockLevel.findMany({ where: { id: { in: [...ids] } } }) : real.lockLevels(tx, ids);
  return { ...real, lockLevels };
});

vi.mock("@/lib/stock/lock-current", async (original) => {
  const real = await original<typeof import("@/lib/stock/lock-current")>();
  const lockForCart = async (tx: Tx, ids: readonly string[], cartId: string | null): Promise<CurrentLevels> => {
    const current = await real.lockForCart(tx, ids, cartId);
    if (current.own.size > 0) await race.afterRead?.();
    return current;
  };
  return { ...real, lockForCart };
});

vi.mock("@/lib/orders/order-statement", async (original) => {
  const real = await original<typeof import("@/lib/orders/order-statement")>();
  const asMeant = "(SELECT -coalesce(sum(held), 0)::int FROM jsonb_to_recordset($4::jsonb) AS c(held int))";
  const uncounted = (sql: string) => sql.replace("(SELECT coalesce(sum(units), 0)::int FROM spent)", asMeant);
  const orderStatement = (jobSql: string) =>
    race.uncounted ? uncounted(real.orderStatement(jobSql)) : real.orderStatement(jobSql);
  return { ...real, orderStatement };
});

/** A unit that is given back twice shows in what is held, so the guard has two halves. */
const dropChecks = `ALTER TABLE stock_levels DROP CONSTRAINT stock_levels_promises_within_on_hand,
  DROP CONSTRAINT stock_levels_none_negative`;
let cleanUp = async () => {};
afterEach(async () => {
  Object.assign(race, { unlocked: false, uncounted: false, afterRead: null });
  await cleanUp();
});

async function openBakery(change?: string): Promise<void> {
  const clone = await cloneDatabase({ change });
  process.env.DATABASE_URL = clone.url;
  cleanUp = async () => {
    await closeDatabase();
    await clone.drop();
  };
  await openShop();
}

/** A cart that holds the only unit; its time ends so many milliseconds from now. */
async function heldCart(loaf: Stocked, endsInMs: number): Promise<string> {
  const [id, token] = [await fillCart([{ variantId: loaf.variantId, quantity: 1 }]), newToken()];
  await db().cart.update({ where: { id }, data: { tokenHash: tokenHash(token) } });
  await holdCart({ token, address: "192.0.2.1", fallback: tomorrow });
  await db()
    .$executeRaw`UPDATE holds SET ends_at = now() + make_interval(secs => ${endsInMs / 1_000}) WHERE cart_id = ${id}`;
  return id;
}

describe("the last unit, while the time of its hold runs out", () => {
  test("goes to its holder or to somebody else, once, whoever comes first", async () => {
    await openBakery();
    for (let round = 0; round < 25; round += 1) {
      const loaf = await stock(1);
      const cartId = await heldCart(loaf, round * 2);
      const { values, errors } = await settle<unknown>([
        submit(cartId),
        buy(loaf),
        buy(loaf),
        releaseEndedHolds(),
        releaseEndedHolds(),
      ]);
      expect(values.filter((value) => typeof value === "object")).toHaveLength(1);
      expect(errors).toEqual({ out_of_stock: 2 });
      expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, committed: 1, held: 0 });
    }
    expect(await wrongInBooks()).toEqual([]);
  });
});

describe("its holder orders, and the time runs out between reading that it is theirs and taking it", () => {
  test("lock off, CHECK and count dropped: it is sold twice", async () => {
    const { level, errors } = await outOfTime({ lock: false, check: false, count: false });
    expect(errors).toEqual([]);
    expect(level).toMatchObject({ onHand: 1, committed: 2 });
  });

  test("lock off and CHECK dropped: it is sold once, since the order counts what it used up of its hold", async () => {
    const { level, errors } = await outOfTime({ lock: false, check: false, count: true });
    expect(errors).toMatchObject([{ message: "An order was not stored whole." }]);
    expect(level).toMatchObject({ onHand: 1, committed: 1, held: 0 });
  });

  test("lock off and CHECK on: it is sold once, and the database says 23514", async () => {
    const { level, errors } = await outOfTime({ lock: false, check: true, count: false });
    expect(errors.map(sqlState)).toEqual(["23514"]);
    expect(level).toMatchObject({ onHand: 1, committed: 1, held: 0 });
  });

  test("lock on, CHECK and count dropped: it is the holder's, and the other is refused", async () => {
    const { level, errors } = await outOfTime({ lock: true, check: false, count: false });
    expect(errors).toMatchObject([{ code: "out_of_stock" }]);
    expect(level).toMatchObject({ onHand: 1, committed: 1, held: 0 });
    expect(await wrongInBooks()).toEqual([]);
  });
});

/** The holder has read, and goes on once its time is over and the sweep and somebody else are through, or wait for what the holder has. */
async function outOfTime({ lock, check, count }: { lock: boolean; check: boolean; count: boolean }) {
  await openBakery(check ? undefined : dropChecks);
  const loaf = await stock(1);
  const cartId = await heldCart(loaf, 60_000);
  Object.assign(race, { unlocked: !lock, uncounted: !count });
  const [read, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  race.afterRead = () => {
    race.afterRead = null;
    read.resolve();
    return go.promise;
  };
  const holder = submit(cartId);
  await read.promise;
  await db().$executeRaw`UPDATE holds SET ends_at = now() - interval '1 second'`;
  const sweep = releaseEndedHolds();
  await throughOrWaiting(sweep);
  const buyer = buy(loaf);
  await throughOrWaiting(buyer, 2);
  go.resolve();
  const results = await Promise.allSettled([holder, buyer, sweep]);
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  const level = await readLevel(loaf.levelId);
  expect(await db().order.count()).toBe(level.committed);
  return { level, errors };
}
