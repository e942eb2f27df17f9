import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { countStock } from "@/lib/stock/count-stock";
import { listEntries, listLevelsAt, streamEntries } from "@/lib/stock/ledger-queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { type LedgerFilter, momentAt, readCursor, writeCursor } from "@/lib/stock/rules-of-ledger";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, readLevel, type Stocked, stock, tomorrow } from "@/tests/support/shop";

useDatabase();

let loaf: Stocked;
let jam: Stocked;
let numbers: number[];

beforeAll(async () => {
  await openShop();
  [loaf, jam] = [await stock(20), await stock(9, { keeps: true })];
  const [first, second] = [await buy(loaf, 3), await buy(loaf, 2)];
  numbers = [first.number, second.number];
  await markOrderReady(owner, { orderId: first.id });
  await completeOrder(owner, { orderId: first.id });
  await cancelOrder(owner, { orderId: second.id, reason: "Oven broke" });
  await receiveStock(counter, { variantId: loaf.variantId, day: tomorrow, quantity: 6, note: "Second bake" });
  await countStock(owner, { variantId: jam.variantId, day: null, counted: 8, note: "One broke" });
});

const reasons = async (filter: LedgerFilter) => (await listEntries(filter, null)).map((entry) => entry.reason);

describe("the ledger", () => {
  test("lists every entry newest first, with its cause and the balance after it", async () => {
    const entries = await listEntries({}, null);
    expect(entries).toHaveLength(await db().stockEntry.count());
    expect(entries[0]).toMatchObject({ reason: "counted", note: "One broke", onHandAfter: 8, sku: jam.sku, day: null });
    expect(entries[1]).toMatchObject({ reason: "received", onHandDelta: 6, onHandAfter: 23, day: tomorrow });
    expect(entries[2]).toMatchObject({ reason: "order_cancelled", orderNumber: String(numbers[1]), committedAfter: 0 });
  });

  test("is filtered by variant, pickup day, reason, person, time and order, and by several at once", async () => {
    expect(await reasons({ variantId: jam.variantId })).toEqual(["counted", "received"]);
    expect(await reasons({ levelId: loaf.levelId, reason: "order_placed" })).toHaveLength(2);
    expect(await reasons({ day: tomorrow, reason: "received" })).toHaveLength(2);
    expect(await reasons({ person: counter.id })).toEqual(["received"]);
    expect(await reasons({ person: "customer" })).toEqual(["order_placed", "order_placed"]);
    expect(await reasons({ person: "system" })).toEqual(["received", "received"]);
    expect(await reasons({ orderNumber: numbers[0]! })).toEqual(["order_completed", "order_placed"]);
    expect(await reasons({ from: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await reasons({ until: new Date(Date.now() + 60_000), variantId: jam.variantId })).toHaveLength(2);
    expect(await reasons({ person: owner.id, reason: "counted", variantId: loaf.variantId })).toEqual([]);
  });

  test("is read a page at a time, and nothing is missed or shown twice between pages", async () => {
    const all = await listEntries({}, null);
    const read: string[] = [];
    for (let page = await listEntries({}, null, 2); page.length > 0; ) {
      read.push(...page.map((entry) => entry.id));
      page = await listEntries({}, readCursor(writeCursor(page.at(-1)!)), 2);
    }
    expect(read).toEqual(all.map((entry) => entry.id));
    const streamed: string[] = [];
    for await (const entry of streamEntries({ variantId: loaf.variantId })) streamed.push(entry.id);
    expect(streamed).toEqual(all.filter((entry) => entry.variantId === loaf.variantId).map((entry) => entry.id));
  });

  test("takes nothing else for a cursor", () => {
    for (const words of [
      "",
      "x",
      "2026-11-23T10:00:00.000Z",
      "2026-99-23T10:00:00.000Z_4",
      "2026-11-23T10:00:00.000Z_'--",
    ])
      expect(readCursor(words)).toBeNull();
  });
});

describe("on hand at a past moment", () => {
  test("is the balance after the last entry until then, for every level of the day and for goods that keep", async () => {
    const entries = await db().stockEntry.findMany({ where: { levelId: loaf.levelId }, orderBy: { id: "asc" } });
    for (const [index, entry] of entries.entries()) {
      if (entries[index + 1]?.at.getTime() === entry.at.getTime()) continue;
      const levels = await listLevelsAt(tomorrow, entry.at);
      expect(levels.find((level) => level.variantId === loaf.variantId)).toMatchObject({
        onHand: entry.onHandAfter,
        committed: entry.committedAfter,
      });
    }
    const now = await listLevelsAt(tomorrow, new Date(Date.now() + 1_000));
    expect(now.map(({ variantId }) => variantId)).toEqual([loaf.variantId, jam.variantId]);
    expect(now[0]).toMatchObject({ onHand: (await readLevel(loaf.levelId)).onHand });
    expect(await listLevelsAt(tomorrow, new Date("2020-01-01"))).toEqual([]);
  });

  test("reads a clock time in the shop's zone, also when the clocks change", () => {
    expect(momentAt("2026-11-23", "10:42", "Europe/London")?.toISOString()).toBe("2026-11-23T10:42:00.000Z");
    expect(momentAt("2026-07-01", "10:42", "Europe/London")?.toISOString()).toBe("2026-07-01T09:42:00.000Z");
    expect(momentAt("2026-03-29", "01:30", "Europe/London")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(momentAt("2026-11-23", "25:00", "Europe/London")).toBeNull();
    expect(momentAt("2026-02-30", "10:00", "Europe/London")).toBeNull();
  });
});
