import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { getOrder } from "@/lib/orders/queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  fillCart,
  openShop,
  owner,
  readLevel,
  settle,
  stock,
  submit,
  tomorrow,
  untilServed,
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

async function ordered(units: number, onHand: number) {
  const loaf = await stock(onHand);
  const { id: orderId, snapshot } = await buy(loaf, units);
  const lineId = snapshot.lines[0]!.id;
  const edit = (quantity: number, revision = 1) =>
    untilServed(() => changeOrder(counter, { orderId, revision, lines: [{ lineId, quantity }] }));
  return { loaf, orderId, lineId, edit };
}

async function proofHolds() {
  expect(await wrongInBooks()).toEqual([]);
}

describe("one order", () => {
  test("edited 20 times at once from the same page: one edit counts, the others are told", async () => {
    const { loaf, orderId, edit } = await ordered(1, 50);
    const { values, errors } = await settle(Array.from({ length: 20 }, (_, index) => edit(index + 2)));
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ changed_meanwhile: 19 });
    const order = await getOrder(orderId);
    expect(order).toMatchObject({ revision: 2 });
    expect((await readLevel(loaf.levelId)).committed).toBe(order.lines[0]!.quantity);
    await proofHolds();
  });

  test("edited by 20 who look again each time: every edit counts, none is lost", async () => {
    const { loaf, orderId, lineId } = await ordered(1, 50);
    const addOne = async () => {
      for (;;) {
        const { revision, lines } = await getOrder(orderId);
        const change = { orderId, revision, lines: [{ lineId, quantity: lines[0]!.quantity + 1 }] };
        const { errors } = await settle([changeOrder(counter, change)]);
        if (Object.keys(errors).length === 0) return;
        expect(Object.keys(errors)).toEqual([expect.stringMatching(/changed_meanwhile|busy/)]);
      }
    };
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect(await getOrder(orderId)).toMatchObject({ revision: 21, lines: [{ quantity: 21 }] });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 21 });
    await proofHolds();
  });

  test("edited and cancelled at once: the units are settled once, whoever was first", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { loaf, orderId, edit } = await ordered(2, 9);
      const both = [edit(5), cancelOrder(owner, { orderId, reason: "x" })];
      const { errors } = await settle(round % 2 ? both : both.reverse());
      expect(await getOrder(orderId)).toMatchObject({ status: "cancelled" });
      expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 9, committed: 0 });
      expect(Object.keys(errors).every((code) => code === "wrong_status")).toBe(true);
    }
    await proofHolds();
  });

  test("cancelled many times at once, some throwing the units away: they are settled once", async () => {
    const { loaf, orderId, lineId } = await ordered(3, 9);
    const cancels = Array.from({ length: 10 }, (_, index) =>
      untilServed(() => cancelOrder(owner, { orderId, reason: "x", writtenOff: index % 2 ? [lineId] : [] })),
    );
    const { values, errors } = await settle(cancels);
    expect([values.length, errors]).toEqual([1, { wrong_status: 9 }]);
    const entries = await db().stockEntry.findMany({ where: { orderId, reason: { not: "order_placed" } } });
    expect(entries).toMatchObject([{ committedDelta: -3 }]);
    expect(await readLevel(loaf.levelId)).toMatchObject({
      onHand: entries[0]!.reason === "written_off" ? 6 : 9,
      committed: 0,
    });
    await proofHolds();
  });
});

describe("an order and the others", () => {
  test("an edit and a customer want the last one: one of them gets it", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { loaf, edit } = await ordered(2, 3);
      const { values, errors } = await settle<unknown>([edit(3), buy(loaf)]);
      expect([values.length, errors]).toEqual([1, { out_of_stock: 1 }]);
      expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 3, committed: 3 });
    }
    await proofHolds();
  });

  test("orders that swap days while others buy meet no deadlock", async () => {
    const [bread, cake] = [await stock(100), await stock(100)];
    const later = addDays(tomorrow, 1);
    for (const { variantId } of [bread, cake]) {
      await receiveStock(owner, { variantId, day: later, quantity: 100, note: "x" });
    }
    const orders = await Promise.all(
      Array.from({ length: 16 }, async (_, index) => {
        const lines = [bread, cake].map(({ variantId }) => ({ variantId, quantity: 1 }));
        const cart = await fillCart(index % 2 ? lines : lines.reverse(), index % 2 ? tomorrow : later);
        return untilServed(() => submit(cart));
      }),
    );
    const moved = orders.map(({ id, snapshot }) => {
      const day = snapshot.pickupDay === later ? tomorrow : later;
      return untilServed(() => changeOrder(counter, { orderId: id, revision: 1, day }));
    });
    const { errors } = await settle<unknown>([
      ...moved,
      ...Array.from({ length: 16 }, () => untilServed(() => buy(bread))),
    ]);
    expect(errors).toEqual({});
    const [{ deadlocks } = { deadlocks: -1 }] = await db().$queryRaw<{ deadlocks: number }[]>`
      SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`;
    expect(deadlocks).toBe(0);
    await proofHolds();
  });
});
