import { afterEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { cloneDatabase } from "@/tests/support/database";
import { throughOrWaiting } from "@/tests/support/lock-waits";
import { buy, customer, fillCart, openShop, readLevel, stock } from "@/tests/support/shop";

/**
 * What the locks of an order and of a cart are worth, each alone. The seam exists only here: the module that locks is replaced by one that takes
 * no lock, and whose readers wait for each other.
 */
const race = vi.hoisted(() => ({
  orders: 0,
  carts: 0,
  waiting: [] as (() => void)[],
  /** What the first to read an order waits for. */
  afterRead: null as (() => Promise<void>) | null,
}));

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  const lockCart: typeof real.lockCart = async (tx, id) => {
    if (race.carts === 0) return real.lockCart(tx, id);
    const cart = await tx.cart.findUnique({ where: { id }, select: { orderId: true, version: true } });
    await together(race.carts);
    return cart;
  };
  return {
    ...real,
    lockCart,
    lockOrder: (tx: Tx, id: string) => (race.orders > 0 ? Promise.resolve(true) : real.lockOrder(tx, id)),
  };
});

vi.mock("@/lib/orders/read-snapshot", async (original) => {
  const real = await original<typeof import("@/lib/orders/read-snapshot")>();
  const readSnapshot: typeof real.readSnapshot = async (tx, orderId) => {
    const order = await real.readSnapshot(tx, orderId);
    const wait = race.afterRead;
    race.afterRead = null;
    await wait?.();
    return order;
  };
  return { ...real, readSnapshot };
});

function together(count: number): Promise<void> {
  return new Promise<void>((go) => {
    race.waiting.push(go);
    if (race.waiting.length === count) for (const next of race.waiting.splice(0)) next();
  });
}

const dropNegative = "ALTER TABLE stock_levels DROP CONSTRAINT stock_levels_none_negative";
let cleanUp = async () => {};

afterEach(async () => {
  Object.assign(race, { orders: 0, carts: 0, waiting: [], afterRead: null });
  await cleanUp();
});

async function shopWith(change?: string) {
  const clone = await cloneDatabase({ change });
  process.env.DATABASE_URL = clone.url;
  cleanUp = async () => {
    await closeDatabase();
    await clone.drop();
  };
  await openShop();
}

describe("a customer cancels while their other tab takes a unit off", () => {
  test("the order's lock off and CHECK dropped: the unit goes back twice", async () => {
    const { level, errors } = await cancelDuringEdit({ lock: false });
    expect(errors).toEqual([]);
    expect(level).toMatchObject({ onHand: 5, committed: -1 });
  });

  test("the order's lock on: the cancel waits for the edit, and every unit goes back once", async () => {
    const { level, errors } = await cancelDuringEdit({ lock: true });
    expect(errors).toEqual([]);
    expect(level).toMatchObject({ onHand: 5, committed: 0 });
  });
});

/** The edit has read the order and goes on only when the cancel is through, or waits for it. */
async function cancelDuringEdit({ lock }: { lock: boolean }) {
  await shopWith(dropNegative);
  const loaf = await stock(5);
  const { token, snapshot } = await buy(loaf, 2);
  race.orders = lock ? 0 : 1;
  const [read, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  race.afterRead = () => {
    read.resolve();
    return go.promise;
  };
  const lines = [{ lineId: snapshot.lines[0]!.id, quantity: 1 }];
  const edit = changeOwnOrder(customer, { token, revision: 1, lines });
  await read.promise;
  const cancel = cancelOwnOrder(customer, { token });
  await throughOrWaiting(cancel);
  go.resolve();
  const results = await Promise.allSettled([edit, cancel]);
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  race.orders = 0;
  expect(await db().order.count({ where: { status: "cancelled" } })).toBe(1);
  return { level: await readLevel(loaf.levelId), errors };
}

describe("a cart is added to an order from four tabs", () => {
  test("the cart's lock off: it is added four times", async () => {
    const { level, repeated } = await addFourTimes({ lock: false });
    expect(repeated).toEqual([false, false, false, false]);
    expect(level).toMatchObject({ committed: 1 + 4 * 2 });
  });

  test("the cart's lock on: it is added once, and the other tabs are shown that", async () => {
    const { level, repeated } = await addFourTimes({ lock: true });
    expect(repeated).toEqual([false, true, true, true]);
    expect(level).toMatchObject({ committed: 1 + 2 });
  });
});

async function addFourTimes({ lock }: { lock: boolean }) {
  await shopWith();
  const loaf = await stock(20);
  const { token } = await buy(loaf);
  const cartId = await fillCart([{ variantId: loaf.variantId, quantity: 2 }]);
  race.carts = lock ? 0 : 4;
  const added = await Promise.all([1, 2, 3, 4].map(() => addCartToOrder(customer, { cartId, token })));
  return { level: await readLevel(loaf.levelId), repeated: added.map((one) => one.repeated).sort() };
}
