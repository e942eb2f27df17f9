import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { changeOrder } from "@/lib/orders/change-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { getOrder } from "@/lib/orders/queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  customer,
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
  const { id: orderId, token, snapshot } = await buy(loaf, units);
  const lines = (quantity: number) => [{ lineId: snapshot.lines[0]!.id, quantity }];
  const own = (quantity: number, revision = 1) =>
    untilServed(() => changeOwnOrder(customer, { token, revision, lines: lines(quantity) }));
  const staff = (quantity: number, revision = 1) =>
    untilServed(() => changeOrder(counter, { orderId, revision, lines: lines(quantity) }));
  return { loaf, orderId, token, own, staff };
}

async function proofHolds() {
  expect(await wrongInBooks()).toEqual([]);
}

describe("cancel against edit", () => {
  type Order = Awaited<ReturnType<typeof ordered>>;
  const pairs: [string, (order: Order) => Promise<unknown>[]][] = [
    ["the customer edits, the customer cancels", ({ own, token }) => [own(5), cancelOwnOrder(customer, { token })]],
    ["the customer edits, staff cancel", ({ own, orderId }) => [own(5), cancelOrder(owner, { orderId, reason: "x" })]],
    ["staff edit, the customer cancels", ({ staff, token }) => [staff(1), cancelOwnOrder(customer, { token })]],
  ];

  test.each(pairs)("%s: the units are settled once, whoever was first", async (_, both) => {
    for (let round = 0; round < 8; round += 1) {
      const order = await ordered(2, 9);
      const work = both(order);
      const { errors } = await settle(round % 2 ? work : work.reverse());
      expect(await getOrder(order.orderId)).toMatchObject({ status: "cancelled" });
      expect(await readLevel(order.loaf.levelId)).toMatchObject({ onHand: 9, committed: 0 });
      expect(Object.keys(errors)).toEqual(
        Object.keys(errors).filter((code) => /too_late_to_change|wrong_status/.test(code)),
      );
    }
    await proofHolds();
  });

  test("many edits of many, and cancels among them: no unit is lost or made", async () => {
    const { loaf, orderId, token, own, staff } = await ordered(2, 50);
    const work: Promise<unknown>[] = Array.from({ length: 12 }, (_, index) => (index % 2 ? own : staff)(index + 1));
    work.splice(6, 0, cancelOwnOrder(customer, { token }), cancelOrder(owner, { orderId, reason: "x" }));
    await settle(work);
    expect(await getOrder(orderId)).toMatchObject({ status: "cancelled" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 50, committed: 0 });
    await proofHolds();
  });
});

describe("a customer's edit and the others", () => {
  test("the customer and staff edit one order from one revision: one of them counts", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { loaf, orderId, own, staff } = await ordered(1, 9);
      const { values, errors } = await settle(round % 2 ? [own(3), staff(4)] : [staff(4), own(3)]);
      expect([values.length, errors]).toEqual([1, { changed_meanwhile: 1 }]);
      expect((await readLevel(loaf.levelId)).committed).toBe((await getOrder(orderId)).lines[0]!.quantity);
    }
    await proofHolds();
  });

  test("twenty customers want one more of what there are three more of: three get it", async () => {
    const loaf = await stock(23);
    const orders = await Promise.all(Array.from({ length: 20 }, () => untilServed(() => buy(loaf))));
    const { values, errors } = await settle(
      orders.map(({ token, snapshot }) => {
        const lines = [{ lineId: snapshot.lines[0]!.id, quantity: 2 }];
        return untilServed(() => changeOwnOrder(customer, { token, revision: 1, lines }));
      }),
    );
    expect([values.length, errors]).toEqual([3, { out_of_stock: 17 }]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 23, committed: 23 });
    await proofHolds();
  });

  test("carts added, days swapped and orders placed at once meet no deadlock", async () => {
    const [bread, cake] = [await stock(100), await stock(100)];
    const later = addDays(tomorrow, 1);
    for (const { variantId } of [bread, cake])
      await receiveStock(owner, { variantId, day: later, quantity: 100, note: "x" });
    const both = (index: number) => {
      const lines = [bread, cake].map(({ variantId }) => ({ variantId, quantity: 1 }));
      return index % 2 ? lines : lines.reverse();
    };
    const orders = await Promise.all(
      Array.from({ length: 16 }, async (_, index) => {
        const cart = await fillCart(both(index), index % 3 ? tomorrow : later);
        return untilServed(() => submit(cart));
      }),
    );
    const work: Promise<unknown>[] = await Promise.all(
      orders.map(async ({ token, snapshot: { pickupDay } }, index) => {
        if (index % 2) {
          const cartId = await fillCart(both(index), pickupDay);
          return () => addCartToOrder(customer, { cartId, token });
        }
        const day = pickupDay === later ? tomorrow : later;
        return () => changeOwnOrder(customer, { token, revision: 1, day });
      }),
    ).then((commands) => commands.map((command) => untilServed<unknown>(command)));
    const { errors } = await settle<unknown>([
      ...work,
      ...Array.from({ length: 16 }, () => untilServed(() => buy(bread))),
    ]);
    expect(errors).toEqual({});
    const [{ deadlocks } = { deadlocks: -1 }] = await db().$queryRaw<{ deadlocks: number }[]>`
      SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`;
    expect(deadlocks).toBe(0);
    await proofHolds();
  });
});
