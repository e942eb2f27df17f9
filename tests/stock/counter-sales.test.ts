import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { listCounterSales, listTiles, sumCounterSales } from "@/lib/stock/counter-queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { undoCounterSale } from "@/lib/stock/undo-counter-sale";
import { addDays, dayOf } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  counter,
  customer,
  fillCart,
  openShop,
  readLevel,
  type Stocked,
  settle,
  stock,
  submit,
} from "@/tests/support/shop";
import { tamper } from "@/tests/support/tamper";

useDatabase();
beforeAll(openShop);

const today = () => dayOf(new Date(), "Europe/London");

/** An item with units on today's shelf. */
async function shelf(units: number): Promise<Stocked> {
  const loaf = await stock(0);
  await receiveStock(counter, { variantId: loaf.variantId, day: today(), quantity: units, note: "Baked" });
  const level = await db().stockLevel.findFirstOrThrow({
    where: { variantId: loaf.variantId, day: new Date(today()) },
    select: { id: true },
  });
  return { ...loaf, levelId: level.id };
}

function sell({ variantId }: Stocked, { key = randomUUID(), actor = counter as Actor | null } = {}) {
  return sellAtCounter(actor, { variantId, day: today(), key });
}

describe("a unit is sold at the counter", () => {
  test("it leaves the level through the ledger, at the price of the moment, with an event that says before and after", async () => {
    const loaf = await shelf(3);
    const sale = await sell(loaf);

    expect(sale).toMatchObject({ available: 2, unitPriceMinor: 450, currency: "GBP", undoneAt: null });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 2, committed: 0, version: sale.version });
    expect(
      await db().stockEntry.findFirst({ where: { levelId: loaf.levelId }, orderBy: { id: "desc" } }),
    ).toMatchObject({
      onHandDelta: -1,
      onHandAfter: 2,
      reason: "sold_at_counter",
      actor: { kind: "staff", id: counter.id, name: counter.name },
    });
    const [event] = await db().event.findMany({ where: { subjectId: loaf.levelId, type: { not: "stock.received" } } });
    expect(event).toMatchObject({
      type: "stock.sold_at_counter",
      subjectKind: "stock",
      actor: { id: counter.id },
      snapshot: { sku: loaf.sku, day: today(), quantity: 1, unitPriceMinor: 450, onHand: 2 },
      previous: { onHand: 3 },
    });
    expect(event!.dispatchedAt).not.toBeNull();
    expect(await wrongInBooks()).toEqual([]);
  });

  test("a price that changes later does not change what was sold", async () => {
    const loaf = await shelf(1);
    const { key } = await sell(loaf);
    await db().variant.update({ where: { id: loaf.variantId }, data: { priceMinor: 999 } });
    expect(await db().counterSale.findUnique({ where: { key } })).toMatchObject({ unitPriceMinor: 450, quantity: 1 });
  });

  test("goods that keep are sold off their one level", async () => {
    const jam = await stock(2, { keeps: true });
    const sale = await sellAtCounter(counter, { variantId: jam.variantId, day: null, key: randomUUID() });
    expect(sale).toMatchObject({ day: null, available: 1 });
  });

  test("a tap that is sent twice, even at once, sells once", async () => {
    const loaf = await shelf(5);
    const key = randomUUID();
    const { values, errors } = await settle(Array.from({ length: 10 }, () => sell(loaf, { key })));
    expect(errors).toEqual({});
    expect(values.map((sale) => sale.available)).toEqual(Array(10).fill(4));
    expect(await db().counterSale.count({ where: { variantId: loaf.variantId } })).toBe(1);
  });
});

describe("a sale at the counter is refused", () => {
  test("when every unit is promised: the words say that they are", async () => {
    const loaf = await shelf(2);
    await submit(await fillCart([{ variantId: loaf.variantId, quantity: 2 }], today()));
    await expect(sell(loaf)).rejects.toMatchObject({ code: "none_available", detail: { promised: 2 } });
    await expect(sell(loaf)).rejects.toThrow("the 2 still here are promised");
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 2, committed: 2 });
    expect(await db().event.count({ where: { subjectId: loaf.levelId, type: { not: "stock.received" } } })).toBe(0);
  });

  test("off a level that nobody planned, and leaves none behind", async () => {
    const loaf = await stock(3);
    await expect(sell(loaf)).rejects.toMatchObject({ code: "none_available", detail: { promised: 0 } });
    expect(await db().stockLevel.count({ where: { variantId: loaf.variantId } })).toBe(1);
  });

  test("for any day but today", async () => {
    const loaf = await shelf(1);
    const yesterday = addDays(today(), -1);
    const late = sellAtCounter(counter, { variantId: loaf.variantId, day: yesterday, key: randomUUID() });
    await expect(late).rejects.toMatchObject({ code: "another_day", detail: { today: today() } });
  });

  test("to customers, to the API and to whoever is not signed in; nothing changes", async () => {
    const loaf = await shelf(1);
    for (const actor of [null, customer, { kind: "api" } as const])
      await expect(sell(loaf, { actor })).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1 });
  });
});

describe("a sale is taken back", () => {
  test("by a counter-entry and an event of its own; undoing again changes nothing", async () => {
    const loaf = await shelf(2);
    const { key } = await sell(loaf);
    const { values } = await settle([undoCounterSale(counter, { key }), undoCounterSale(counter, { key })]);

    expect(values.map((sale) => sale.available)).toEqual([2, 2]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 2 });
    const entries = await db().stockEntry.findMany({ where: { levelId: loaf.levelId }, orderBy: { id: "asc" } });
    expect(entries.map(({ reason, onHandDelta }) => [reason, onHandDelta])).toEqual([
      ["received", 2],
      ["sold_at_counter", -1],
      ["sale_undone", 1],
    ]);
    const events = await db().event.findMany({
      where: { subjectId: loaf.levelId, type: { not: "stock.received" } },
      orderBy: { at: "asc" },
    });
    expect(events.map((event) => [event.type, event.previous])).toEqual([
      ["stock.sold_at_counter", { onHand: 2 }],
      ["stock.sale_undone", { onHand: 1 }],
    ]);
  });

  test("not after ten seconds, not by a stranger, and not one that never was", async () => {
    const loaf = await shelf(1);
    const { key } = await sell(loaf);
    await expect(undoCounterSale(null, { key })).rejects.toMatchObject({ code: "not_signed_in" });
    await tamper(`UPDATE counter_sales SET sold_at = sold_at - interval '11 seconds' WHERE key = '${key}'`);
    await expect(undoCounterSale(counter, { key })).rejects.toMatchObject({ code: "too_late_to_undo" });
    await expect(undoCounterSale(counter, { key: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 0 });
  });
});

describe("the counter's page", () => {
  test("shows what is on sale and what is hidden but there, with what is promised", async () => {
    const [shown, hidden, away] = [await shelf(2), await shelf(1), await stock(0)];
    for (const { variantId } of [hidden, away])
      await db().variant.update({ where: { id: variantId }, data: { hiddenAt: new Date() } });
    await submit(await fillCart([{ variantId: shown.variantId, quantity: 1 }], today()));
    const tiles = new Map((await listTiles(today())).map((tile) => [tile.variantId, tile]));
    expect(tiles.get(shown.variantId)).toMatchObject({ available: 1, promised: 1, hidden: false, priceMinor: 450 });
    expect(tiles.get(hidden.variantId)).toMatchObject({ available: 1, hidden: true });
    expect(tiles.has(away.variantId)).toBe(false);
  });

  test("sums the day without what was taken back", async () => {
    const from = new Date();
    const loaf = await shelf(3);
    const [, taken] = [await sell(loaf), await sell(loaf)];
    await undoCounterSale(counter, { key: taken.key });
    expect(await sumCounterSales(from)).toEqual({ units: 1, totalMinor: 450 });
    expect(await listCounterSales(from)).toMatchObject([{ by: counter.name, day: today(), unitPriceMinor: 450 }]);
  });
});
