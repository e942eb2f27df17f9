import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { changeMany } from "@/lib/stock/change-many";
import { countStock } from "@/lib/stock/count-stock";
import { manyInput, writeOffInput } from "@/lib/stock/input";
import { receiveStock } from "@/lib/stock/receive-stock";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { undoCounterSale } from "@/lib/stock/undo-counter-sale";
import { undoEntry } from "@/lib/stock/undo-entry";
import { writeOffStock } from "@/lib/stock/write-off-stock";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, readLevel, type Stocked, settle, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const lastEntry = (levelId: string) =>
  db().stockEntry.findFirstOrThrow({ where: { levelId }, orderBy: { id: "desc" } });
const lastEvent = (levelId: string) => db().event.findFirst({ where: { subjectId: levelId }, orderBy: { id: "desc" } });
const gone = (loaf: Stocked, quantity: number) =>
  writeOffStock(counter, { variantId: loaf.variantId, day: tomorrow, quantity, why: "burnt", note: "second tray" });

describe("every change by hand", () => {
  test("is an event with what was before and what is after", async () => {
    const loaf = await stock(5);
    await receiveStock(counter, { variantId: loaf.variantId, day: tomorrow, quantity: 6, note: "Second bake" });
    expect(await lastEvent(loaf.levelId)).toMatchObject({
      type: "stock.received",
      actor: { name: counter.name },
      snapshot: { sku: loaf.sku, day: tomorrow, onHand: 11, quantity: 6, note: "Second bake" },
      previous: { onHand: 5 },
    });
    await countStock(owner, { variantId: loaf.variantId, day: tomorrow, counted: 9, note: "Two broke" });
    expect(await lastEvent(loaf.levelId)).toMatchObject({
      type: "stock.counted",
      snapshot: { onHand: 9 },
      previous: { onHand: 11 },
    });
  });

  test("that is refused for what is promised names the orders", async () => {
    const loaf = await stock(5);
    const orders = [await buy(loaf, 3), await buy(loaf, 1)];
    const refusal = {
      code: "below_promised",
      detail: {
        counted: 3,
        committed: 4,
        orders: orders.map(({ id, number }, index) => ({
          orderId: id,
          number: String(number),
          quantity: [3, 1][index],
        })),
      },
      message: expect.stringContaining(`orders ${orders[0]!.number} (3), ${orders[1]!.number} (1)`),
    };
    await expect(gone(loaf, 2)).rejects.toMatchObject(refusal);
    await expect(
      countStock(owner, { variantId: loaf.variantId, day: tomorrow, counted: 3, note: "x" }),
    ).rejects.toMatchObject(refusal);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 4 });
    expect(await db().event.count({ where: { subjectId: loaf.levelId } })).toBe(0);
  });
});

describe("writing off", () => {
  test("takes units off with an entry that says why", async () => {
    const loaf = await stock(5);
    await gone(loaf, 2);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 3 });
    expect(await lastEntry(loaf.levelId)).toMatchObject({
      reason: "written_off",
      note: "Burnt: second tray",
      onHandDelta: -2,
    });
    expect(await lastEvent(loaf.levelId)).toMatchObject({
      type: "stock.written_off",
      snapshot: { why: "burnt", quantity: 2 },
    });
  });

  test("asks what happened when the reason is another", () => {
    const typed = { variantId: `var_${"0".repeat(26)}`, day: tomorrow, quantity: "1", why: "other", note: "" };
    expect(writeOffInput.safeParse(typed).success).toBe(false);
    expect(writeOffInput.safeParse({ ...typed, note: "Fell" }).success).toBe(true);
    expect(writeOffInput.safeParse({ ...typed, why: "lost" }).success).toBe(false);
  });

  test("is not for strangers", async () => {
    const loaf = await stock(5);
    const loss = { variantId: loaf.variantId, day: tomorrow, quantity: 1, why: "broken", note: "" } as const;
    await expect(writeOffStock(null, loss)).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, version: 0 });
  });
});

describe("taking an entry back", () => {
  test("writes one that undoes it and leads to it, once, however many press", async () => {
    const loaf = await stock(5);
    await gone(loaf, 2);
    const entry = await lastEntry(loaf.levelId);
    const { values, errors } = await settle(
      Array.from({ length: 6 }, () => undoEntry(counter, { entryId: String(entry.id) })),
    );
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ already_undone: 5 });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5 });
    expect(await lastEntry(loaf.levelId)).toMatchObject({ reason: "entry_undone", onHandDelta: 2, undoesId: entry.id });
    expect(await lastEvent(loaf.levelId)).toMatchObject({ type: "stock.entry_undone", previous: { onHand: 3 } });
  });

  test("that received units is refused once they are promised, and names the orders", async () => {
    const loaf = await stock(0);
    await receiveStock(owner, { variantId: loaf.variantId, day: tomorrow, quantity: 4, note: "Bake" });
    const entry = await lastEntry(loaf.levelId);
    const order = await buy(loaf, 1);
    await expect(undoEntry(owner, { entryId: String(entry.id) })).rejects.toMatchObject({
      code: "below_promised",
      detail: { counted: 0, committed: 1, orders: [{ orderId: order.id }] },
    });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 4, committed: 1 });
  });

  test("of an order, or one that itself took back, is refused", async () => {
    const loaf = await stock(5);
    await buy(loaf, 1);
    await expect(undoEntry(owner, { entryId: String((await lastEntry(loaf.levelId)).id) })).rejects.toMatchObject({
      code: "not_undoable",
    });
    await gone(loaf, 1);
    await undoEntry(owner, { entryId: String((await lastEntry(loaf.levelId)).id) });
    await expect(undoEntry(owner, { entryId: String((await lastEntry(loaf.levelId)).id) })).rejects.toMatchObject({
      code: "not_undoable",
    });
    await expect(undoEntry(owner, { entryId: "999999999" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("needs the permission that making it needed", async () => {
    const loaf = await stock(5);
    await countStock(owner, { variantId: loaf.variantId, day: tomorrow, counted: 4, note: "x" });
    const entryId = String((await lastEntry(loaf.levelId)).id);
    await expect(undoEntry(counter, { entryId })).rejects.toMatchObject({ code: "not_permitted" });
    await expect(undoEntry(null, { entryId })).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 4 });
  });

  test("of a sale at the counter makes the sale one that never was, and only once by either door", async () => {
    const jam = await stock(5, { keeps: true });
    const keys = [crypto.randomUUID(), crypto.randomUUID()] as const;
    await sellAtCounter(counter, { variantId: jam.variantId, day: null, key: keys[0] });
    const sold = await lastEntry(jam.levelId);
    await undoEntry(counter, { entryId: String(sold.id) });
    expect(await db().counterSale.findUnique({ where: { key: keys[0] } })).toMatchObject({
      undoneAt: expect.any(Date),
    });
    await undoCounterSale(counter, { key: keys[0] });
    await sellAtCounter(counter, { variantId: jam.variantId, day: null, key: keys[1] });
    const second = await lastEntry(jam.levelId);
    await undoCounterSale(counter, { key: keys[1] });
    await expect(undoEntry(counter, { entryId: String(second.id) })).rejects.toMatchObject({ code: "already_undone" });
    expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 5 });
  });
});

describe("changing many at once", () => {
  test("receives, counts and sets thresholds with one save, each row with its entry, and one event", async () => {
    const [one, two, jam] = [await stock(5), await stock(8), await stock(3, { keeps: true })];
    const rows = [
      { variantId: one.variantId, receive: 6 },
      { variantId: two.variantId, counted: 7, seen: 8 },
      { variantId: jam.variantId, counted: 3, seen: 3, lowAt: 1 },
    ];
    expect(await changeMany(owner, { day: tomorrow, note: "Morning", rows })).toBe(3);
    expect(await readLevel(one.levelId)).toMatchObject({ onHand: 11 });
    expect(await readLevel(two.levelId)).toMatchObject({ onHand: 7 });
    expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 3, version: 0 });
    expect(await db().variant.findUnique({ where: { id: jam.variantId } })).toMatchObject({ lowAt: 1 });
    expect(await db().event.findFirst({ where: { type: "stock.many_changed" } })).toMatchObject({
      snapshot: { note: "Morning", onHand: { [one.sku]: 11, [two.sku]: 7 } },
      previous: { onHand: { [one.sku]: 5, [two.sku]: 8 } },
    });
    expect(await db().event.findFirst({ where: { type: "stock.thresholds_set" } })).toMatchObject({
      previous: { lowAt: { [jam.sku]: 3 } },
    });
  });

  test("is all or nothing, and says of every row that cannot be why, with the orders", async () => {
    const [fine, short, changed] = [await stock(5), await stock(5), await stock(5)];
    const order = await buy(short, 4);
    await countStock(owner, { variantId: changed.variantId, day: tomorrow, counted: 9, note: "Found" });
    const rows = [
      { variantId: fine.variantId, receive: 1, lowAt: 9 },
      { variantId: short.variantId, counted: 2, seen: 5 },
      { variantId: changed.variantId, counted: 4, seen: 5 },
    ];
    await expect(changeMany(owner, { day: tomorrow, note: "x", rows })).rejects.toMatchObject({
      code: "rows_refused",
      detail: {
        rows: expect.arrayContaining([
          expect.objectContaining({
            variantId: short.variantId,
            orders: [expect.objectContaining({ orderId: order.id, quantity: 4 })],
          }),
          expect.objectContaining({
            variantId: changed.variantId,
            words: expect.stringContaining("On hand is 9 now, it was 5"),
          }),
        ]),
      },
    });
    expect(await readLevel(fine.levelId)).toMatchObject({ onHand: 5 });
    expect(await db().variant.findUnique({ where: { id: fine.variantId } })).toMatchObject({ lowAt: 3 });
  });

  test("the counter may receive many, but neither count nor set thresholds", async () => {
    const loaf = await stock(5);
    const change = (row: object) =>
      changeMany(counter, { day: tomorrow, note: "x", rows: [{ variantId: loaf.variantId, ...row }] });
    await change({ receive: 2 });
    await expect(change({ counted: 2 })).rejects.toMatchObject({ code: "not_permitted" });
    await expect(change({ lowAt: 2 })).rejects.toMatchObject({ code: "not_permitted" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 7 });
  });

  test("crossed saves by two people, of levels that are there and levels that are not, meet no deadlock", async () => {
    const loaves = [await stock(50), await stock(50), await stock(50), await stock(50)];
    const day = "2031-03-01";
    const save = (turn: number, on: string) =>
      changeMany(owner, {
        day: on,
        note: "x",
        rows: (turn % 2 ? loaves : loaves.toReversed()).map(({ variantId }) => ({ variantId, receive: 1 })),
      });
    const { errors } = await settle<unknown>([
      ...Array.from({ length: 10 }, (_, turn) => save(turn, day)),
      ...Array.from({ length: 10 }, (_, turn) => save(turn, tomorrow)),
      ...loaves.map((loaf) => buy(loaf, 2)),
    ]);
    expect(errors).toEqual({});
    expect(await db().stockLevel.findMany({ where: { day: new Date(day) }, select: { onHand: true } })).toEqual(
      loaves.map(() => ({ onHand: 10 })),
    );
    for (const loaf of loaves) expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 60, committed: 2 });
    expect(await wrongInBooks()).toEqual([]);
    const [{ deadlocks } = { deadlocks: -1 }] = await db().$queryRaw<{ deadlocks: number }[]>`
      SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`;
    expect(deadlocks).toBe(0);
  });

  test("what comes in must be whole numbers, and not both at once", () => {
    const typed = (row: object) =>
      manyInput.safeParse({
        day: tomorrow,
        note: "x",
        rows: JSON.stringify([{ variantId: `var_${"0".repeat(26)}`, ...row }]),
      });
    expect(typed({ receive: 1 }).success).toBe(true);
    for (const row of [
      { receive: 1.5 },
      { counted: -1 },
      { receive: 1, counted: 1 },
      { lowAt: "3" },
      { variantId: "x" },
    ])
      expect(typed(row).success).toBe(false);
    expect(manyInput.safeParse({ day: tomorrow, note: "x", rows: "{" }).success).toBe(false);
  });
});
