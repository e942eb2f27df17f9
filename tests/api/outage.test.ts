import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as health from "@/app/api/health/route";
import * as ready from "@/app/api/ready/route";
import * as items from "@/app/api/v1/items/route";
import { closeDatabase, db } from "@/lib/db/client";
import { openConnections, useDatabase } from "@/tests/support/database";
import { somebodyWaits } from "@/tests/support/lock-waits";
import { Relay } from "@/tests/support/relay";
import { openShop, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { content, get, newKey, post, problemIn } from "./calling";

useDatabase();
process.env.RATE_LIMITS = "off";

let loaf: Stocked;
let line: Relay;
beforeAll(async () => {
  line = new Relay(process.env.DATABASE_URL!);
  await line.mend();
  process.env.DATABASE_URL = line.url;
  await openShop();
  loaf = await stock(9);
});
afterAll(async () => {
  await closeDatabase();
  await line.cut();
});

const wanted = () => content([{ sku: loaf.sku, quantity: 1 }], { pickup: { day: tomorrow } });
const readItems = () => items.GET(get("/api/v1/items"), undefined);
const askReady = () => ready.GET(get("/api/ready"), undefined);

describe("the database is gone", () => {
  test("every answer is 503 with when to try again, and afterwards the shop is itself again", async () => {
    const key = newKey();
    await readItems();
    await line.cut();
    for (const ask of [readItems, () => post(wanted(), { key }), readItems]) {
      const answer = await ask();
      expect(await problemIn(answer)).toMatchObject({ status: 503, code: "unavailable" });
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(await (await health.GET()).json()).toEqual({ status: "alive" });
    expect(await problemIn(await askReady())).toMatchObject({ status: 503, missing: ["database"] });
    await line.mend();
    expect((await readItems()).status).toBe(200);
    expect((await post(wanted(), { key })).status).toBe(201);
  });

  test("in the middle of an order: 503, nothing half done, and the same key then places it once", async () => {
    const key = newKey();
    const [blocker, watcher] = await openConnections(2, line.target);
    await blocker!.query("BEGIN");
    await blocker!.query("SELECT 1 FROM stock_levels WHERE id = $1 FOR UPDATE", [loaf.levelId]);
    const before = await db().order.count();
    const pending = post(wanted(), { key });
    await somebodyWaits(1, async (sql) => (await watcher!.query(sql)).rows);
    await line.cut();
    expect(await problemIn(await pending)).toMatchObject({ status: 503, code: "unavailable" });
    await blocker!.query("ROLLBACK");
    await line.mend();
    expect(await db().order.count()).toBe(before);
    expect((await post(wanted(), { key })).status).toBe(201);
    expect((await post(wanted(), { key })).status).toBe(200);
  });
});

test("a lock that is held too long is answered 503 busy, with when to try again", async () => {
  const [blocker] = await openConnections(1);
  await blocker!.query("BEGIN");
  await blocker!.query("SELECT 1 FROM stock_levels WHERE id = $1 FOR UPDATE", [loaf.levelId]);
  const answer = await post(wanted());
  await blocker!.query("ROLLBACK");
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(await problemIn(answer)).toMatchObject({ status: 503, code: "busy" });
});

describe("ready", () => {
  test("says that no worker was seen, then that all is there", async () => {
    expect(await problemIn(await askReady())).toMatchObject({ status: 503, code: "not_ready", missing: ["worker"] });
    const now = new Date();
    await db().workerHeartbeat.create({ data: { id: "worker_1", startedAt: now, seenAt: now } });
    const answer = await askReady();
    expect(answer.status).toBe(200);
    await db().workerHeartbeat.update({
      where: { id: "worker_1" },
      data: { seenAt: new Date(now.getTime() - 120_000) },
    });
    expect(await problemIn(await askReady())).toMatchObject({ missing: ["worker"] });
  });

  test("says that a migration is missing", async () => {
    await db().$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = now()`;
    const problem = await problemIn(await askReady());
    await db().$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = NULL`;
    expect(problem.missing).toContain("migration");
  });
});
