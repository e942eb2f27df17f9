import { afterEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { cloneDatabase } from "@/tests/support/database";
import { throughOrWaiting } from "@/tests/support/lock-waits";
import { buy, counter, openShop, owner, readLevel, stock } from "@/tests/support/shop";

/**
 * What the locks and the CHECK are worth to an edit, each alone. The seam exists only here: the module that locks is replaced by one whose
 * reads take no lock and wait until all have read.
 */
const race = vi.hoisted(() => ({
  levels: 0,
  orders: 0,
  waiting: [] as (() => void)[],
  /** What the first to read an order waits for. */
  afterRead: null as (() => Promise<void>) | null,
}));

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  return {
    ...real,
    lockLevels: (tx: Tx, ids: readonly string[]) =>
      race.levels > 0 ? readTogether(tx, ids) : real.lockLevels(tx, ids),
    lockOrder: (tx: Tx, id: string) => (race.orders > 0 ? Promise.resolve(true) : real.lockOrder(tx, id)),
  };
});

vi.mock("@/lib/orders/read-snapshot", async (original) => {
  const real = await original<typeof import("@/lib/orders/read-snapshot")>();
  const readSnapshot: typeof real.readSnapshot = async (tx, orderId) => {
    const order = await real.readSnapshot(tx, orderId);
    if (race.orders > 0) await together(race.orders);
    const wait = race.afterRead;
    race.afterRead = null;
    await wait?.();
    return order;
  };
  return { ...real, readSnapshot };
});

async function readTogether(tx: Tx, ids: readonly string[]): Promise<LockedLevel[]> {
  const levels = await tx.stockLevel.findMany({ where: { id: { in: [...ids] } } });
  await together(race.levels);
  return levels;
}

function together(count: number): Promise<void> {
  return new Promise<void>((go) => {
    race.waiting.push(go);
    if (race.waiting.length === count) for (const next of race.waiting.splice(0)) next();
  });
}

const dropCheck = "ALTER TABLE stock_levels DROP CONSTRAINT stock_levels_promises_within_on_hand";
const dropNegative = "ALTER TABLE stock_levels DROP CONSTRAINT stock_levels_none_negative";
let cleanUp = async () => {};

afterEach(async () => {
  Object.assign(race, { levels: 0, orders: 0, waiting: [], afterRead: null });
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

describe("four orders of one each want the last unit too", () => {
  test("lock off and CHECK dropped: it is promised four times", async () => {
    const { level, errors } = await addTheLastOne({ lock: false, check: false });
    expect(errors).toEqual([]);
    expect(level).toMatchObject({ onHand: 5, committed: 8 });
  });

  test("lock off and CHECK on: it is promised once, and the database says 23514", async () => {
    const { level, errors } = await addTheLastOne({ lock: false, check: true });
    expect(errors.map(sqlState)).toEqual(["23514", "23514", "23514"]);
    expect(level).toMatchObject({ onHand: 5, committed: 5 });
  });

  test("lock on and CHECK dropped: it is promised once, and the others are refused", async () => {
    const { level, errors } = await addTheLastOne({ lock: true, check: false });
    expect(errors).toMatchObject([{ code: "out_of_stock" }, { code: "out_of_stock" }, { code: "out_of_stock" }]);
    expect(level).toMatchObject({ onHand: 5, committed: 5 });
  });
});

async function addTheLastOne({ lock, check }: { lock: boolean; check: boolean }) {
  await shopWith(check ? undefined : dropCheck);
  const loaf = await stock(5);
  const orders = [await buy(loaf), await buy(loaf), await buy(loaf), await buy(loaf)];
  race.levels = lock ? 0 : orders.length;
  const results = await Promise.allSettled(
    orders.map(({ id, snapshot }) =>
      changeOrder(counter, { orderId: id, revision: 1, lines: [{ lineId: snapshot.lines[0]!.id, quantity: 2 }] }),
    ),
  );
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  return { level: await readLevel(loaf.levelId), errors };
}

describe("an order is cancelled twice at once", () => {
  test("the order's lock off and CHECK dropped: its units go back twice", async () => {
    const { level, errors } = await cancelTwice({ lock: false });
    expect(errors).toEqual([]);
    expect(level).toMatchObject({ onHand: 5, committed: -2 });
  });

  test("the order's lock on: once, and the other is told", async () => {
    const { level, errors } = await cancelTwice({ lock: true });
    expect(errors).toMatchObject([{ code: "wrong_status" }]);
    expect(level).toMatchObject({ onHand: 5, committed: 0 });
  });
});

async function cancelTwice({ lock }: { lock: boolean }) {
  await shopWith(dropNegative);
  const loaf = await stock(5);
  const { id: orderId } = await buy(loaf, 2);
  race.orders = lock ? 0 : 2;
  const results = await Promise.allSettled([1, 2].map(() => cancelOrder(owner, { orderId, reason: "x" })));
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  race.orders = 0;
  expect(await db().order.count({ where: { status: "cancelled" } })).toBe(1);
  return { level: await readLevel(loaf.levelId), errors };
}

describe("an order is cancelled while somebody edits it", () => {
  test("the order's lock off and CHECK dropped: the unit that was taken off goes back twice", async () => {
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
  const { id: orderId, snapshot } = await buy(loaf, 2);
  race.orders = lock ? 0 : 1;
  const [read, go] = [gate(), gate()];
  race.afterRead = () => {
    read.open();
    return go.opened;
  };
  const lines = [{ lineId: snapshot.lines[0]!.id, quantity: 1 }];
  const edit = changeOrder(counter, { orderId, revision: 1, lines });
  await read.opened;
  const cancel = cancelOrder(owner, { orderId, reason: "x" });
  await throughOrWaiting(cancel);
  go.open();
  const results = await Promise.allSettled([edit, cancel]);
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  race.orders = 0;
  expect(await db().order.count({ where: { status: "cancelled" } })).toBe(1);
  return { level: await readLevel(loaf.levelId), errors };
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
