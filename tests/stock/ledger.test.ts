import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markNotCollected } from "@/lib/orders/mark-not-collected";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { getOrder } from "@/lib/orders/queries";
import { countStock } from "@/lib/stock/count-stock";
import { receiveStock } from "@/lib/stock/receive-stock";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, readLevel, type Stocked, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

describe("receiving and counting", () => {
  test("received units can be sold at once, and the entry says where they came from", async () => {
    const loaf = await stock(0);
    await receiveStock(counter, { variantId: loaf.variantId, day: tomorrow, quantity: 6, note: "Second bake" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 6 });
    expect(await db().stockEntry.findFirst({ where: { levelId: loaf.levelId } })).toMatchObject({
      onHandDelta: 6,
      onHandAfter: 6,
      reason: "received",
      note: "Second bake",
      actor: { kind: "staff", id: counter.id, name: counter.name },
    });
  });

  test("a day that nothing was planned for gets its level with the first receipt, once, however many at a time", async () => {
    const loaf = await stock(0);
    const day = "2031-01-04";
    await Promise.all(
      [1, 2, 3, 4].map((quantity) => receiveStock(owner, { variantId: loaf.variantId, day, quantity, note: "Bake" })),
    );
    const levels = await db().stockLevel.findMany({ where: { variantId: loaf.variantId, day: new Date(day) } });
    expect(levels).toMatchObject([{ onHand: 10 }]);
  });

  test("a count below what was promised is refused", async () => {
    const loaf = await stock(5);
    await buy(loaf, 3);
    const count = countStock(owner, { variantId: loaf.variantId, day: tomorrow, counted: 2, note: "Dropped some" });
    await expect(count).rejects.toMatchObject({
      code: "below_promised",
      detail: { counted: 2, committed: 3, held: 0 },
    });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5 });
  });

  test("a count that agrees writes nothing", async () => {
    const loaf = await stock(5);
    await countStock(owner, { variantId: loaf.variantId, day: tomorrow, counted: 5, note: "Checked" });
    expect(await db().stockEntry.count({ where: { levelId: loaf.levelId } })).toBe(1);
  });

  test("goods that keep have no day, and the others need one", async () => {
    const [jam, loaf] = [await stock(1, { keeps: true }), await stock(1)];
    const wrong = { code: "wrong_kind_of_day" };
    await expect(
      receiveStock(owner, { variantId: jam.variantId, day: tomorrow, quantity: 1, note: "x" }),
    ).rejects.toMatchObject(wrong);
    await expect(
      receiveStock(owner, { variantId: loaf.variantId, day: null, quantity: 1, note: "x" }),
    ).rejects.toMatchObject(wrong);
  });

  test("staff at the counter may receive but not count; a stranger neither", async () => {
    const loaf = await stock(5);
    const count = { variantId: loaf.variantId, day: tomorrow, counted: 4, note: "x" };
    await expect(countStock(counter, count)).rejects.toMatchObject({ code: "not_permitted" });
    await expect(countStock(null, count)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(receiveStock(null, { ...count, quantity: 1 })).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5 });
  });
});

test("an entry cannot be edited or removed", async () => {
  const { levelId } = await stock(5);
  const edit = db().$executeRaw`UPDATE stock_entries SET note = 'x' WHERE level_id = ${levelId}`;
  await expect(edit).rejects.toThrow("never edited");
  await expect(db().$executeRaw`DELETE FROM stock_entries WHERE level_id = ${levelId}`).rejects.toThrow("never edited");
});

type Step =
  | { do: "place"; quantity: number }
  | { do: "cancel" | "complete" | "give_up"; which: number; thrown: boolean }
  | { do: "edit"; which: number; quantity: number; thrown: boolean }
  | { do: "receive"; quantity: number }
  | { do: "count"; counted: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("place" as const), quantity: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    do: fc.constantFrom("cancel" as const, "complete" as const, "give_up" as const),
    ...{ which: fc.nat(5), thrown: fc.boolean() },
  }),
  fc.record({
    do: fc.constant("edit" as const),
    ...{ which: fc.nat(5), quantity: fc.integer({ min: 0, max: 6 }), thrown: fc.boolean() },
  }),
  fc.record({ do: fc.constant("receive" as const), quantity: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant("count" as const), counted: fc.integer({ min: 0, max: 12 }) }),
);

/** The level as plain arithmetic: what the shop must agree with after every step. */
class Model {
  onHand = 0;
  open: { id: string; lineId: string; quantity: number }[] = [];
  get committed() {
    return this.open.reduce((sum, order) => sum + order.quantity, 0);
  }
}

test("whatever is done in whatever order, counters, ledger and arithmetic agree after every step", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const [model, loaf] = [new Model(), await stock(0)];
      for (const next of steps) {
        await take(next, model, loaf);
        expect(await readLevel(loaf.levelId)).toMatchObject({
          onHand: model.onHand,
          committed: model.committed,
          held: 0,
        });
        expect(await wrongInBooks()).toEqual([]);
      }
    }),
    { numRuns: 30 },
  );
});

async function take(next: Step, model: Model, loaf: Stocked): Promise<void> {
  const level = { variantId: loaf.variantId, day: tomorrow, note: "x" };
  if (next.do === "place") return place(next.quantity, model, loaf);
  if (next.do === "receive") {
    await receiveStock(owner, { ...level, quantity: next.quantity });
    model.onHand += next.quantity;
  } else if (next.do === "count") {
    const refused = next.counted < model.committed;
    const count = countStock(owner, { ...level, counted: next.counted });
    if (refused) await expect(count).rejects.toMatchObject({ code: "below_promised" });
    else {
      await count;
      model.onHand = next.counted;
    }
  } else if (next.do === "edit") await editOne(next, model);
  else await settleOne(next, model);
}

async function place(quantity: number, model: Model, loaf: Stocked): Promise<void> {
  const enough = model.onHand - model.committed >= quantity;
  if (!enough) return expect(buy(loaf, quantity)).rejects.toMatchObject({ code: "out_of_stock" });
  const { id, snapshot } = await buy(loaf, quantity);
  model.open.push({ id, lineId: snapshot.lines[0]!.id, quantity });
}

async function editOne({ which, quantity, thrown }: Extract<Step, { do: "edit" }>, model: Model): Promise<void> {
  const order = model.open[which % (model.open.length || 1)];
  if (!order) return;
  const { revision } = await getOrder(order.id);
  const lines = [{ lineId: order.lineId, quantity, writtenOff: thrown }];
  const edit = changeOrder(owner, { orderId: order.id, revision, lines });
  if (quantity === 0) return expect(edit).rejects.toMatchObject({ code: "order_emptied" });
  if (quantity - order.quantity > model.onHand - model.committed) {
    return expect(edit).rejects.toMatchObject({ code: "out_of_stock" });
  }
  await edit;
  if (thrown) model.onHand -= Math.max(0, order.quantity - quantity);
  order.quantity = quantity;
}

type Ending = Extract<Step, { do: "cancel" | "complete" | "give_up" }>;

async function settleOne(next: Ending, model: Model): Promise<void> {
  const order = model.open[next.which % (model.open.length || 1)];
  if (!order) return;
  const { id: orderId, lineId } = order;
  const writtenOff = next.thrown ? [lineId] : [];
  if (next.do === "cancel") await cancelOrder(owner, { orderId, reason: "Oven broke", writtenOff });
  else {
    await markOrderReady(owner, { orderId });
    if (next.do === "complete") await completeOrder(owner, { orderId });
    else await markNotCollected(owner, { orderId, units: next.thrown ? "written_off" : "back" });
  }
  if (next.do === "complete" || next.thrown) model.onHand -= order.quantity;
  model.open = model.open.filter((other) => other !== order);
}
