import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { databaseTrouble, sqlState } from "@/lib/db/errors";
import { lockCart, lockLevels, lockOrder } from "@/lib/db/locks";
import { DatabaseUnreachable, inTransaction, type Tx } from "@/lib/db/transaction";
import { openConnections, useDatabase } from "@/tests/support/database";
import { openShop, readLevel, type Stocked, stock } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

let one: Stocked;
let two: Stocked;
beforeEach(async () => {
  one = await stock(5);
  two = await stock(5);
});

describe("a transaction", () => {
  test("stores nothing when its work throws", async () => {
    const work = inTransaction(async (tx) => {
      await tx.mark.create({ data: { name: "half-done" } });
      throw new Error("stop");
    });
    await expect(work).rejects.toThrow("stop");
    expect(await db().mark.count({ where: { name: "half-done" } })).toBe(0);
  });

  test("inside another throws", async () => {
    await expect(inTransaction(() => inTransaction(async () => 1))).rejects.toThrow("inside a transaction");
  });

  test("may go down the lock order, and throws when it goes up", async () => {
    await inTransaction(async (tx) => {
      await lockCart(tx, "crt_none");
      await lockOrder(tx, "ord_none");
      await lockLevels(tx, [one.levelId]);
    });
    await expect(
      inTransaction((tx) => lockLevels(tx, [one.levelId]).then(() => lockOrder(tx, "ord_none"))),
    ).rejects.toThrow("Lock order");
  });

  test("refuses busy after waiting 3 s for a lock, and changes nothing", async () => {
    const [blocker] = await openConnections(1);
    await blocker?.query("BEGIN");
    await blocker?.query("SELECT 1 FROM stock_levels WHERE id = $1 FOR UPDATE", [one.levelId]);
    await expect(inTransaction((tx) => lockLevels(tx, [one.levelId]))).rejects.toMatchObject({ code: "busy" });
    await blocker?.query("ROLLBACK");
  });

  test("refuses busy when no connection is to be had", async () => {
    const blockers = await openConnections(1);
    await blockers[0]?.query("BEGIN");
    await blockers[0]?.query("SELECT 1 FROM stock_levels WHERE id = $1 FOR UPDATE", [one.levelId]);
    const crowd = await Promise.allSettled(
      Array.from({ length: 25 }, () => inTransaction((tx) => lockLevels(tx, [one.levelId]))),
    );
    await blockers[0]?.query("ROLLBACK");
    const codes = new Set(
      crowd.map((result) => (result.status === "rejected" ? (result.reason as { code: string }).code : "done")),
    );
    expect([...codes].sort()).toEqual(["busy"]);
  });
});

describe("a deadlock is recognised and the whole command run again", () => {
  test("from raw statements", () =>
    deadlock((tx, id) => tx.$executeRaw`UPDATE stock_levels SET version = version + 1 WHERE id = ${id}`));

  test("from model calls", () =>
    deadlock((tx, id) =>
      tx.stockLevel.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } }),
    ));
});

describe("a serialisation failure is a conflict", () => {
  test("from a raw statement (P2010) and from a model call (P2034)", async () => {
    const raw = await serialisationFailure(
      (id) => (tx) => tx.$executeRaw`UPDATE stock_levels SET version = 9 WHERE id = ${id}`,
    );
    const model = await serialisationFailure(
      (id) => (tx) => tx.stockLevel.update({ where: { id }, data: { version: 9 } }),
    );
    expect([raw, model].map((error) => (error as { code: string }).code)).toEqual(["P2010", "P2034"]);
    expect([raw, model].map(databaseTrouble)).toEqual(["conflict", "conflict"]);
  });
});

test("a broken constraint is neither trouble nor hidden: its SQLSTATE is told", async () => {
  const raw = await db().$executeRaw`UPDATE stock_levels SET committed = 99 WHERE id = ${one.levelId}`.catch(
    (error: unknown) => error,
  );
  const model = await db()
    .stockLevel.update({ where: { id: one.levelId }, data: { committed: 99 } })
    .catch((error: unknown) => error);
  expect([raw, model].map(sqlState)).toEqual(["23514", "23514"]);
  expect([raw, model].map(databaseTrouble)).toEqual(["other", "other"]);
});

test("a database that is not there is an outage, and the next command after it comes back works", async () => {
  const url = process.env.DATABASE_URL;
  await closeDatabase();
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:9/nowhere";
  await expect(inTransaction((tx) => tx.mark.count())).rejects.toBeInstanceOf(DatabaseUnreachable);
  await closeDatabase();
  process.env.DATABASE_URL = url;
  expect(await inTransaction((tx) => tx.mark.count())).toBe(0);
});

test("connections that the server closed are replaced", async () => {
  const [admin] = await openConnections(1);
  await db().mark.count();
  await admin?.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'holdfast'",
  );
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => inTransaction((tx) => tx.mark.count())));
  const odd = results.filter(
    (result) => result.status === "rejected" && !(result.reason instanceof DatabaseUnreachable),
  );
  expect(odd).toEqual([]);
  expect(await inTransaction((tx) => tx.mark.count())).toBe(0);
});

/** Two transactions take two rows in opposite orders, each waiting until the other has its first. */
async function deadlock(touch: (tx: Tx, levelId: string) => Promise<unknown>): Promise<void> {
  const bothHaveOne = meeting(2);
  let runs = 0;
  const cross = (first: string, second: string) =>
    inTransaction(async (tx) => {
      runs += 1;
      await touch(tx, first);
      await bothHaveOne();
      await touch(tx, second);
    });
  await Promise.all([cross(one.levelId, two.levelId), cross(two.levelId, one.levelId)]);
  expect(runs).toBeGreaterThan(2);
  expect([(await readLevel(one.levelId)).version, (await readLevel(two.levelId)).version]).toEqual([2, 2]);
}

function meeting(size: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((go) => {
      waiting.push(go);
      if (waiting.length >= size) for (const next of waiting) next();
    });
}

async function serialisationFailure(change: (id: string) => (tx: Tx) => Promise<unknown>): Promise<unknown> {
  const run = db().$transaction(
    async (tx) => {
      await tx.stockLevel.findMany({ select: { id: true } });
      await db().stockLevel.update({ where: { id: one.levelId }, data: { version: { increment: 1 } } });
      await change(one.levelId)(tx as Tx);
    },
    { isolationLevel: "RepeatableRead" },
  );
  return run.then(() => null).catch((error: unknown) => error);
}
