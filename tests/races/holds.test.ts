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
 * The last unit is held, and its time runs out while its holder orders, somebody else wants it and the sweep gives it back. The seam exists only here:
 * without the lock, whoever has read what is theirs waits until the others are done.
 */
const race = vi.hoisted(() => ({ unlocked: false, read: [] as (() => void)[], onRead: () => {} }));

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
    if (race.unlocked && current.own.size > 0) {
      await new Promise<void>((go) => {
        race.read.push(go);
        race.onRead();
      });
    }
    return current;
  };
  return { ...real, lockForCart };
});

let cleanUp = async () => {};
afterEach(async () => {
  Object.assign(race, { unlocked: false, read: [], onRead: () => {} });
  await cleanUp();
});

async function openBakery(): Promise<void> {
  const clone = await cloneDatabase();
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

  test("without the lock its holder is promised what the sweep gave to somebody else: only the books' last guard stops it", async () => {
    await openBakery();
    const loaf = await stock(1);
    const cartId = await heldCart(loaf, 60_000);
    race.unlocked = true;
    const hasRead = new Promise<void>((go) => {
      race.onRead = go;
    });
    const placing = submit(cartId);
    await hasRead;
    await db().$executeRaw`UPDATE holds SET ends_at = now() - interval '1 second'`;
    await releaseEndedHolds();
    await buy(loaf);
    for (const go of race.read) go();
    expect(sqlState(await placing.catch((error: unknown) => error))).toBe("23514");
  });
});
