import { execFile } from "node:child_process";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { announceNow } from "@/lib/db/announce";
import { db } from "@/lib/db/client";
import { mostStreams } from "@/lib/live/admission";
import type { Hub } from "@/lib/live/hub";
import { beatEveryMs, type LiveMessage } from "@/lib/live/rules";
import { sources } from "@/lib/live/sources";
import { openStream } from "@/lib/live/stream";
import type { OrderRequest } from "@/lib/orders/order-request";
import { placeOrder } from "@/lib/orders/place-order";
import { isRefusal } from "@/lib/refusal";
import { fromDate } from "@/lib/time";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { openConnections, useDatabase } from "@/tests/support/database";
import { apiRequest } from "@/tests/support/shop";
import { hubWith, Reader } from "./listening";

useDatabase();

const address = "192.0.2.1";
let day: string;
let levelId: string;
let variantId: string;
const open: Hub[] = [];

beforeAll(async () => {
  await seedDemo();
  const level = await db().stockLevel.findFirstOrThrow({ where: { day: { not: null }, onHand: { gt: 10 } } });
  day = fromDate(level.day!);
  levelId = level.id;
  variantId = level.variantId;
  await db().$executeRaw`UPDATE stock_levels SET on_hand = on_hand + 1000 WHERE id = ${levelId}`;
});

afterEach(async () => {
  for (const hub of open.splice(0)) await hub.close();
});

function listenTo(...topics: string[]) {
  const { hub, readers } = hubWith({ topics, address });
  open.push(hub);
  return { hub, reader: readers[0]! };
}

const requestOf = (key: string) =>
  ({ ...apiRequest(key, [{ sku: "HON-340", quantity: 1 }]), day: null }) as OrderRequest;
const someOrder = () => placeOrder({ kind: "api" }, requestOf("a-key-of-this-test"));

/** The honey's variant, and how much of it a stream began with. */
async function honeyIn(reader: Reader) {
  const { id } = await db().variant.findFirstOrThrow({ where: { sku: "HON-340" } });
  const first = await reader.until(whole);
  const level = first.event === "stock" ? first.data.levels.find((one) => one.variantId === id) : undefined;
  return { id, available: level!.available };
}

const whole = (message: LiveMessage) => message.event === "stock" && message.data.whole;
const change = (message: LiveMessage) => message.event === "stock" && !message.data.whole;
const sell = () =>
  db().$executeRaw`UPDATE stock_levels SET on_hand = on_hand - 1, version = version + 1 WHERE id = ${levelId}`;

describe("a stream of stock", () => {
  test("begins with the whole of what is on sale that day", async () => {
    const { reader } = listenTo(`stock:${day}`);
    const first = await reader.until(whole);
    const level = await db().stockLevel.findUniqueOrThrow({ where: { id: levelId } });
    expect(first).toMatchObject({ event: "stock", data: { day } });
    expect(first.event === "stock" && first.data.levels).toContainEqual({
      variantId,
      available: level.onHand - level.committed - level.held,
      inCheckout: 0,
      version: level.version,
    });
  });

  test("says only the level that changed, as an absolute value with its version", async () => {
    const { reader } = listenTo(`stock:${day}`);
    await reader.until(whole);
    await sell();
    announceNow(["stock"]);
    const level = await db().stockLevel.findUniqueOrThrow({ where: { id: levelId } });
    const said = await reader.until(change);
    expect(said.event === "stock" && said.data.levels).toEqual([
      { variantId, available: level.onHand - level.committed - level.held, inCheckout: 0, version: level.version },
    ]);
  });

  test("a notification that was lost is only late: the hub looks by itself", async () => {
    const { reader } = listenTo(`stock:${day}`);
    await reader.until(whole);
    await sell();
    expect(await reader.until(change)).toBeDefined();
  });

  test("many changes at once are one message to each of many readers", async () => {
    const { hub, readers } = hubWith(...Array.from({ length: 50 }, () => ({ topics: [`stock:${day}`], address })));
    open.push(hub);
    await Promise.all(readers.map((reader) => reader.until(whole)));
    await Promise.all(Array.from({ length: 10 }, sell));
    for (let i = 0; i < 10; i += 1) announceNow(["stock"]);
    await Promise.all(readers.map((reader) => reader.until(change)));
    const level = await db().stockLevel.findUniqueOrThrow({ where: { id: levelId } });
    const isCurrent = (message: LiveMessage) =>
      message.event === "stock" && message.data.levels.some((one) => one.version === level.version);
    await Promise.all(readers.map((reader) => reader.until(isCurrent)));
    for (const reader of readers) expect(reader.heard.filter(change).length).toBeLessThan(10);
  });

  test("however often something changes, a page hears of it at most twenty times a second, all topics together", async () => {
    const order = await someOrder();
    const { hub, readers } = hubWith({ topics: [`stock:${day}`, `order:${order.token}`], address });
    open.push(hub);
    const reader = readers[0]!;
    await reader.until(whole);
    await reader.until((message) => message.event === "order");
    const [start, before] = [performance.now(), reader.updates];
    for (let change = 2; change <= 120; change += 1) {
      await Promise.all([sell(), db().$executeRaw`UPDATE orders SET revision = ${change} WHERE id = ${order.id}`]);
      announceNow(["stock", "orders"]);
    }
    await reader.until((message) => message.event === "order" && message.data.revision === 120);
    const most = 1 + (performance.now() - start) / 49;
    expect(reader.updates - before).toBeGreaterThan(0);
    expect(reader.updates - before).toBeLessThanOrEqual(most);
  });

  test("two web processes on one database each tell their own pages of the same sale", async () => {
    const [first, second] = [listenTo(`stock:${day}`), listenTo(`stock:${day}`)];
    await Promise.all([first, second].map(({ reader }) => reader.until(whole)));
    await sell();
    announceNow(["stock"]);
    const said = await Promise.all([first, second].map(({ reader }) => reader.until(change)));
    expect(said[0]).toEqual(said[1]);
  });

  test("a sale in another process is heard from it, before the hub looks by itself", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const { reader } = listenTo(`stock:${day}`);
    const honey = await honeyIn(reader);
    const sold = promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "tests/live/sell-elsewhere.ts", JSON.stringify(requestOf("a-key-elsewhere"))],
      { env: process.env },
    );
    const [said] = await Promise.all([reader.until(change), sold]);
    expect(said.event === "stock" && said.data.levels).toMatchObject([
      { variantId: honey.id, available: honey.available - 1 },
    ]);
  });

  test("however many pages listen, the process has one connection that hears for them", async () => {
    const { hub, readers } = hubWith(
      ...Array.from({ length: 40 }, () => ({ topics: [`stock:${day}`, "ordering"], address })),
    );
    open.push(hub);
    await Promise.all(readers.map((reader) => reader.until(whole)));
    await sell();
    announceNow(["stock"]);
    await Promise.all(readers.map((reader) => reader.until(change)));
    const listening = async () => {
      const [row] = await db().$queryRaw<[{ count: number }]>`
        SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
      return row.count;
    };
    await expect.poll(listening, { timeout: 10_000 }).toBe(1);
  });

  test("a page that comes back gets the whole as it is now", async () => {
    const { hub, reader } = listenTo(`stock:${day}`);
    await reader.until(whole);
    await reader.cancel();
    expect(hub.size).toBe(0);
    await sell();
    const level = await db().stockLevel.findUniqueOrThrow({ where: { id: levelId } });
    const again = new Reader(openStream(hub, { topics: [`stock:${day}`], address }));
    const first = await again.until(whole);
    expect(first.event === "stock" && first.data.levels.find((one) => one.variantId === variantId)?.version).toBe(
      level.version,
    );
  });
});

/** Also ends one that is being opened: it has a lock on the database before it is listed as active. */
const endConnections = `
  SELECT pg_terminate_backend(pid) FROM (
    SELECT pid FROM pg_stat_activity WHERE datname = $1 UNION
    SELECT pid FROM pg_locks JOIN pg_database ON classid = 'pg_database'::regclass AND objid = pg_database.oid WHERE datname = $1
  ) AS open`;

/** Takes the database away. Returns what brings it back. */
async function takeAway(): Promise<() => Promise<unknown>> {
  const [outside] = await openConnections(1, process.env.DATABASE_URL!.replace(/\/[^/?]+(\?|$)/, "/postgres$1"));
  const name = (await db().$queryRaw<[{ name: string }]>`SELECT current_database() AS name`)[0].name;
  await outside!.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  for (let open = true, tries = 0; open && tries < 10_000; tries += 1)
    open = ((await outside!.query(endConnections, [name])).rowCount ?? 0) > 0;
  return () => outside!.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
}

const away = (message: LiveMessage) => message.event === "outage" && !message.data.over;
const back = (message: LiveMessage) => message.event === "outage" && message.data.over;

test("a stream stays open while the database is away, says so, and begins afresh when it is back", async () => {
  const { reader } = listenTo(`stock:${day}`);
  await reader.until(whole);
  const bringBack = await takeAway();
  await reader.until(away);
  reader.heard.length = 0;
  await bringBack();
  await reader.until(back);
  await reader.until(whole);
});

test("an outage is over once everything can be read that pages follow, not when some of it can", async () => {
  const order = await someOrder();
  const { hub, readers } = hubWith({ topics: [`slots:${day}`, `order:${order.token}`], address });
  open.push(hub);
  const reader = readers[0]!;
  await reader.until((message) => message.event === "order");
  onTestFinished(() => void vi.restoreAllMocks());
  await db().$executeRaw`ALTER TABLE pickup_slots RENAME TO away`;
  await reader.until(away);
  reader.heard.length = 0;
  const read = vi.spyOn(sources.order, "read");
  announceNow(["orders"]);
  await vi.waitUntil(() => read.mock.settledResults.some(({ type }) => type === "fulfilled"), { timeout: 10_000 });
  await new Promise((told) => setTimeout(told, 200));
  expect(reader.heard.filter(back)).toEqual([]);
  await db().$executeRaw`ALTER TABLE away RENAME TO pickup_slots`;
  await reader.until(back);
  await reader.until((message) => message.event === "slots" && message.data.whole);
});

describe("beats", () => {
  const beat = (message: LiveMessage) => message.event === "beat";
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("come at once and every fifteen seconds, whether anything changes or not", async () => {
    const { reader } = listenTo(`stock:${day}`);
    await reader.until(whole);
    expect(reader.heard[0]).toEqual({ event: "beat", data: {} });
    for (let beats = 0; beats < 3; beats += 1) {
      reader.heard.length = 0;
      vi.advanceTimersByTime(beatEveryMs);
      await reader.until(beat);
    }
  });

  test("say while the database is away that it is, also to whoever joins, and nothing else", async () => {
    const { hub, reader } = listenTo(`stock:${day}`);
    await reader.until(whole);
    const bringBack = await takeAway();
    vi.advanceTimersByTime(beatEveryMs);
    await reader.until(away);
    reader.heard.length = 0;
    const joined = new Reader(openStream(hub, { topics: [`stock:${day}`], address }));
    vi.advanceTimersByTime(beatEveryMs);
    await reader.until(away);
    await joined.until(away);
    expect([...reader.heard, ...joined.heard].every(away)).toBe(true);
    await bringBack();
    vi.advanceTimersByTime(beatEveryMs);
    await Promise.all([reader, joined].map((one) => one.until(whole)));
  });
});

describe("an order's stream", () => {
  test("a token without an order hears nothing of any order", async () => {
    const { reader } = listenTo("order:AAAAAAAAAAAAAAAAAAAAAA", `stock:${day}`);
    await reader.until(whole);
    expect(reader.heard.some((message) => message.event === "order")).toBe(false);
  });
});

describe("the board's stream", () => {
  test("ends as soon as its reader may no longer hear it", async () => {
    let allowed = true;
    const { hub, readers } = hubWith({ topics: ["admin"], address, mayHear: async () => allowed });
    open.push(hub);
    await readers[0]!.until((message) => message.event === "board");
    allowed = false;
    hub.say({ event: "beat", data: {} });
    await readers[0]!.end();
    expect(hub.size).toBe(0);
  });

  test("ends when nobody says whether its reader may hear it: what is not said now would be missing later", async () => {
    const { hub, readers } = hubWith({ topics: ["admin"], address, mayHear: () => new Promise(() => {}) });
    open.push(hub);
    await readers[0]!.end();
    expect(hub.size).toBe(0);
  });
});

describe("limits", () => {
  test("one address cannot open streams without end", () => {
    const { hub } = hubWith(...Array.from({ length: mostStreams.perAddress }, () => ({ topics: ["admin"], address })));
    open.push(hub);
    expect(() => openStream(hub, { topics: ["admin"], address })).toThrow(/a lot/);
    expect(() => openStream(hub, { topics: ["admin"], address: "192.0.2.2" })).not.toThrow();
  });

  test("a reader that does not read is dropped, and others are not", async () => {
    const { hub, readers } = hubWith({ topics: [`stock:${day}`], address });
    open.push(hub);
    const lazy = openStream(hub, { topics: [`stock:${day}`], address }).on("error", () => {});
    for (let i = 0; i < 20_000 && hub.size > 1; i += 1) {
      hub.say({ event: "beat", data: {} });
      if (i % 100 === 0) await setImmediate();
    }
    expect(hub.size).toBe(1);
    await readers[0]!.until(whole);
    expect(lazy.destroyed).toBe(true);
  });

  test("stopping ends every stream at once and admits no more", async () => {
    const { hub, reader } = listenTo(`stock:${day}`);
    await hub.close();
    await reader.end();
    const refused = (() => {
      try {
        return openStream(hub, { topics: ["admin"], address });
      } catch (error) {
        return error;
      }
    })();
    expect(isRefusal(refused, "busy")).toBe(true);
  });
});
