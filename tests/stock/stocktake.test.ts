import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { applyStocktake } from "@/lib/stock/apply-stocktake";
import { countStock } from "@/lib/stock/count-stock";
import { dropStocktake } from "@/lib/stock/drop-stocktake";
import { openStocktake } from "@/lib/stock/open-stocktake";
import { receiveStock } from "@/lib/stock/receive-stock";
import { recordCount } from "@/lib/stock/record-count";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { listStocktakeRows, listStocktakes } from "@/lib/stock/stocktake-queries";
import { undoEntry } from "@/lib/stock/undo-entry";
import { writeOffStock } from "@/lib/stock/write-off-stock";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  manager,
  openShop,
  owner,
  readLevel,
  type Stocked,
  settle,
  stock,
  tomorrow,
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE items, stock_levels, stock_entries, stocktakes, events, orders CASCADE`;
});

const open = () => openStocktake(owner, { day: tomorrow, categoryId: null, name: "" });
const type = (stocktakeId: string, loaf: Stocked, counted: number, who = owner as typeof owner | typeof manager) =>
  recordCount(who, { stocktakeId, variantId: loaf.variantId, counted, key: crypto.randomUUID() });
const rowOf = async (id: string, loaf: Stocked) =>
  (await listStocktakeRows(id)).find((row) => row.variantId === loaf.variantId);
const handOver = async (loaf: Stocked, quantity: number) => {
  const { id } = await buy(loaf, quantity);
  await markOrderReady(owner, { orderId: id });
  await completeOrder(owner, { orderId: id });
};
const lastEntry = (levelId: string) =>
  db().stockEntry.findFirstOrThrow({ where: { levelId }, orderBy: { id: "desc" } });

describe("a stocktake", () => {
  test("changes nothing while people count, and everything at once when it is applied", async () => {
    const [loaf, bun, jam] = [await stock(10), await stock(8), await stock(5, { keeps: true })];
    const id = await open();
    await type(id, loaf, 9);
    await type(id, bun, 8);
    await type(id, jam, 7);
    for (const level of [loaf, bun, jam])
      expect(await db().stockEntry.count({ where: { levelId: level.levelId } })).toBe(1);

    expect(await applyStocktake(owner, { stocktakeId: id })).toBe(2);

    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 9 });
    expect(await readLevel(bun.levelId)).toMatchObject({ onHand: 8, version: 0 });
    expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 7 });
    expect(await lastEntry(jam.levelId)).toMatchObject({
      reason: "counted",
      onHandDelta: 2,
      causeKind: "stocktake",
      causeId: id,
    });
    expect(await db().event.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } })).toMatchObject([
      { type: "stock.stocktake_opened" },
      {
        type: "stock.stocktake_applied",
        snapshot: { counted: 3, onHand: { [loaf.sku]: 9, [jam.sku]: 7 } },
        previous: { onHand: { [loaf.sku]: 10, [jam.sku]: 5 } },
      },
    ]);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("counts what was there when the number was typed: what is sold, received and written off meanwhile stays so", async () => {
    const [loaf, jam] = [await stock(20), await stock(9, { keeps: true })];
    const id = await open();
    await type(id, loaf, 18);
    await type(id, jam, 9);
    await handOver(loaf, 3);
    await receiveStock(owner, { variantId: loaf.variantId, day: tomorrow, quantity: 6, note: "Second bake" });
    await writeOffStock(owner, { variantId: loaf.variantId, day: tomorrow, quantity: 1, why: "broken", note: "" });
    await sellAtCounter(counter, { variantId: jam.variantId, day: null, key: crypto.randomUUID() });
    expect((await rowOf(id, loaf))?.count).toMatchObject({
      counted: 18,
      onHandThen: 20,
      moved: 2,
      onHand: 22,
      near: 30,
    });

    await applyStocktake(owner, { stocktakeId: id });

    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 20 });
    expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 8 });
  });

  test("corrects one error once, however many counted it, by whatever door", async () => {
    const loaf = await stock(10);
    const [first, second] = [await open(), await open()];
    await type(first, loaf, 8);
    await type(second, loaf, 8);
    await countStock(owner, { variantId: loaf.variantId, day: tomorrow, counted: 8, note: "Two short" });
    expect(await applyStocktake(owner, { stocktakeId: first })).toBe(0);
    await handOver(loaf, 1);
    expect(await applyStocktake(owner, { stocktakeId: second })).toBe(0);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 7 });
  });

  test("takes an entry that is taken back for what it is: a correction of the books, before or after the count", async () => {
    const loaf = await stock(8);
    await receiveStock(owner, { variantId: loaf.variantId, day: tomorrow, quantity: 5, note: "Never came" });
    const before = await lastEntry(loaf.levelId);
    const id = await open();
    await type(id, loaf, 8);
    await undoEntry(owner, { entryId: String(before.id) });
    await receiveStock(owner, { variantId: loaf.variantId, day: tomorrow, quantity: 4, note: "Never came either" });
    await undoEntry(owner, { entryId: String((await lastEntry(loaf.levelId)).id) });
    await applyStocktake(owner, { stocktakeId: id });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 8 });
  });

  test("two people may count one variant: the last number counts, and the page says by whom and how often", async () => {
    const loaf = await stock(10);
    const id = await open();
    await type(id, loaf, 7);
    await type(id, loaf, 9, manager);
    expect((await rowOf(id, loaf))?.count).toMatchObject({ counted: 9, by: manager.name, times: 2, people: 2 });
    await applyStocktake(owner, { stocktakeId: id });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 9 });
  });

  test("a number that is sent twice counts once", async () => {
    const loaf = await stock(10);
    const id = await open();
    const sent = { stocktakeId: id, variantId: loaf.variantId, counted: 7, key: crypto.randomUUID() };
    await Promise.all([recordCount(owner, sent), recordCount(owner, sent), recordCount(owner, sent)]);
    expect(await db().stocktakeCount.count()).toBe(1);
  });

  test("is all or nothing, and names the orders of every level that would fall below what is promised", async () => {
    const [fine, short] = [await stock(10), await stock(10)];
    const order = await buy(short, 6);
    const id = await open();
    await type(id, fine, 9);
    await type(id, short, 5);
    await expect(applyStocktake(owner, { stocktakeId: id })).rejects.toMatchObject({
      code: "rows_refused",
      detail: { rows: [{ variantId: short.variantId, orders: [{ orderId: order.id, quantity: 6 }] }] },
    });
    expect(await readLevel(fine.levelId)).toMatchObject({ onHand: 10 });
    await type(id, short, 6);
    expect(await applyStocktake(owner, { stocktakeId: id })).toBe(2);
  });

  test("counts a day that nothing was planned for, and makes the level", async () => {
    const loaf = await stock(3);
    const id = await openStocktake(owner, { day: "2031-02-01", categoryId: null, name: "" });
    await type(id, loaf, 4);
    await applyStocktake(owner, { stocktakeId: id });
    expect(
      await db().stockLevel.findFirst({ where: { variantId: loaf.variantId, day: new Date("2031-02-01") } }),
    ).toMatchObject({ onHand: 4 });
  });

  test("is applied or dropped once, whoever presses, and then takes no more numbers", async () => {
    const loaf = await stock(10);
    const id = await open();
    await type(id, loaf, 8);
    const { values, errors } = await settle<unknown>([
      ...Array.from({ length: 4 }, () => applyStocktake(owner, { stocktakeId: id })),
      dropStocktake(manager, { stocktakeId: id }),
    ]);
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ stocktake_settled: 4 });
    await expect(type(id, loaf, 3)).rejects.toMatchObject({ code: "stocktake_settled" });
    const dropped = await open();
    await type(dropped, loaf, 1);
    await dropStocktake(manager, { stocktakeId: dropped });
    await expect(applyStocktake(owner, { stocktakeId: dropped })).rejects.toThrow(
      `dropped already, by ${manager.name}`,
    );
    expect((await listStocktakes()).map(({ counted }) => counted)).toEqual([1, 1]);
  });

  test("of one category takes numbers for nothing else; an empty one cannot be applied", async () => {
    const loaf = await stock(10);
    const other = await db().category.create({
      data: { id: `cat_${"0".repeat(26)}`, slug: "other", name: "Other", position: 9 },
    });
    const id = await openStocktake(owner, { day: tomorrow, categoryId: other.id, name: "" });
    expect(await listStocktakeRows(id)).toEqual([]);
    await expect(type(id, loaf, 3)).rejects.toMatchObject({ code: "not_found" });
    await expect(applyStocktake(owner, { stocktakeId: id })).rejects.toMatchObject({ code: "nothing_counted" });
    await db().category.delete({ where: { id: other.id } });
  });

  test("is for owners and managers", async () => {
    const loaf = await stock(10);
    const id = await open();
    const sent = { stocktakeId: id, variantId: loaf.variantId, counted: 7, key: crypto.randomUUID() };
    for (const refused of [
      openStocktake(counter, { day: tomorrow, categoryId: null, name: "" }),
      recordCount(counter, sent),
      applyStocktake(counter, { stocktakeId: id }),
      dropStocktake(counter, { stocktakeId: id }),
    ])
      await expect(refused).rejects.toMatchObject({ code: "not_permitted" });
    await expect(recordCount(null, sent)).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await db().stocktakeCount.count()).toBe(0);
    expect(await db().stocktake.count()).toBe(1);
  });
});

describe("counting races selling", () => {
  test("a stocktake applied among orders keeps every one of them, and the shelf's error", async () => {
    const loaf = await stock(40);
    const id = await open();
    await type(id, loaf, 38);
    const before = await settle<unknown>([
      ...Array.from({ length: 8 }, () => handOver(loaf, 1)),
      ...Array.from({ length: 8 }, () => buy(loaf, 1)),
    ]);
    expect(before.errors).toEqual({});
    const more = await settle<unknown>([
      ...Array.from({ length: 6 }, () => handOver(loaf, 1)),
      applyStocktake(owner, { stocktakeId: id }),
      ...Array.from({ length: 6 }, () => handOver(loaf, 1)),
    ]);
    expect(more.errors).toEqual({});
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 38 - 20, committed: 8 });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("two stocktakes of one shelf, applied at once, correct it once", async () => {
    const loaf = await stock(20);
    const ids = [await open(), await open(), await open()];
    for (const id of ids) await type(id, loaf, 17);
    const { errors } = await settle<unknown>([
      ...ids.map((stocktakeId) => applyStocktake(owner, { stocktakeId })),
      ...Array.from({ length: 6 }, () => handOver(loaf, 1)),
    ]);
    expect(errors).toEqual({});
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 11, committed: 0 });
  });
});
