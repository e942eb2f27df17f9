import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { placeOrder } from "@/lib/orders/place-order";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  apiRequest,
  buy,
  fillCart,
  openShop,
  readLevel,
  settle,
  stock,
  submit,
  untilServed,
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

describe("the last units", () => {
  test("100 customers at once get exactly the 7 that there are, and each order is dispatched once", async () => {
    const loaf = await stock(7);
    const carts = await Promise.all(
      Array.from({ length: 100 }, () => fillCart([{ variantId: loaf.variantId, quantity: 1 }])),
    );

    const { values, errors } = await settle(carts.map((cart) => untilServed(() => submit(cart))));

    expect(values).toHaveLength(7);
    expect(errors).toEqual({ out_of_stock: 93 });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 7, committed: 7, held: 0 });
    expect(new Set(values.map((order) => order.number)).size).toBe(7);
    const ids = values.map((order) => order.id);
    expect(await db().event.count({ where: { orderId: { in: ids }, type: "order.placed" } })).toBe(7);
    expect(await db().stockEntry.count({ where: { levelId: loaf.levelId, reason: "order_placed" } })).toBe(7);
    expect(await waitingDispatches(ids)).toBe(7);
    const planned = await Promise.all(
      (await eventsOf(ids)).flatMap((event) => [planDeliveries(event), planDeliveries(event)]),
    );
    expect(planned.filter((count) => count > 0)).toHaveLength(7);
    expect(await db().event.count({ where: { orderId: { in: ids }, dispatchedAt: null } })).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
    expect(await db().refusedDemand.count({ where: { variantId: loaf.variantId } })).toBe(93);
  });

  test("refusals burn no order numbers", async () => {
    const loaf = await stock(1);
    const first = await buy(loaf);
    await settle(Array.from({ length: 20 }, () => buy(loaf)));
    const other = await buy(await stock(1));
    expect(other.number).toBe(first.number + 1);
  });

  test("two lines of one variant are one demand", async () => {
    const loaf = await stock(3);
    const twice = [2, 2].map((quantity) => ({ variantId: loaf.variantId, quantity }));
    await expect(submit(await fillCart(twice))).rejects.toMatchObject({
      code: "out_of_stock",
      detail: { lines: [{ sku: loaf.sku, requested: 4, available: 3 }] },
    });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0 });
  });

  test("a refusal names every short line, not the first", async () => {
    const [one, none, plenty] = [await stock(1), await stock(0), await stock(9)];
    const cart = await fillCart([one, none, plenty].map(({ variantId }) => ({ variantId, quantity: 2 })));
    await expect(submit(cart)).rejects.toMatchObject({
      detail: {
        lines: [
          { sku: one.sku, requested: 2, available: 1 },
          { sku: none.sku, requested: 2, available: 0 },
        ],
      },
    });
  });
});

describe("many customers, many things", () => {
  test("crossed carts and a crowd on one item meet no deadlock", async () => {
    const [left, right] = [await stock(500), await stock(500)];
    const crossed = Array.from({ length: 64 }, (_, index) => {
      const lines = [left, right].map(({ variantId }) => ({ variantId, quantity: 1 }));
      return fillCart(index % 2 ? lines : lines.reverse());
    });
    const alone = Array.from({ length: 32 }, () => fillCart([{ variantId: left.variantId, quantity: 1 }]));
    const carts = await Promise.all([...crossed, ...alone]);

    const { values, errors } = await settle(carts.map((cart) => untilServed(() => submit(cart))));

    expect(errors).toEqual({});
    expect(values).toHaveLength(96);
    const [{ deadlocks } = { deadlocks: -1 }] = await db().$queryRaw<{ deadlocks: number }[]>`
      SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`;
    expect(deadlocks).toBe(0);
    expect(await readLevel(left.levelId)).toMatchObject({ committed: 96 });
    expect(await readLevel(right.levelId)).toMatchObject({ committed: 64 });
  });
});

describe("an order, once", () => {
  test("one cart submitted 50 times at once becomes one order", async () => {
    const loaf = await stock(50);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);

    const { values, errors } = await settle(Array.from({ length: 50 }, () => untilServed(() => submit(cart))));

    expect(errors).toEqual({});
    expect(new Set(values.map((order) => order.id)).size).toBe(1);
    expect(values.filter((order) => !order.repeated)).toHaveLength(1);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1 });
  });

  test("one API key sent 50 times at once becomes one order, even of the last unit", async () => {
    const loaf = await stock(1);
    const request = apiRequest("key-0123456789abcdef", [{ sku: loaf.sku, quantity: 1 }]);

    const order = () => placeOrder({ kind: "api" }, request);
    const { values, errors } = await settle(Array.from({ length: 50 }, () => untilServed(order)));

    expect(errors).toEqual({});
    expect(new Set(values.map((order) => order.id)).size).toBe(1);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1 });
  });

  test("a key with other content is refused, and a refused key stays free", async () => {
    const loaf = await stock(1);
    const key = "key-fedcba9876543210";
    await expect(
      placeOrder({ kind: "api" }, apiRequest(key, [{ sku: loaf.sku, quantity: 2 }], "two")),
    ).rejects.toMatchObject({ code: "out_of_stock" });
    expect(await db().cart.count({ where: { apiKey: key } })).toBe(0);
    await placeOrder({ kind: "api" }, apiRequest(key, [{ sku: loaf.sku, quantity: 1 }], "one"));
    await expect(
      placeOrder({ kind: "api" }, apiRequest(key, [{ sku: loaf.sku, quantity: 1 }], "two")),
    ).rejects.toMatchObject({ code: "key_reused" });
  });

  test("a later submit of a spent cart shows its order and says that what was typed was not applied", async () => {
    const loaf = await stock(2);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    const first = await submit(cart);
    expect(await submit(cart)).toMatchObject({ id: first.id, repeated: true, differs: false });
    expect(await submit(cart, { note: "Ring twice" })).toMatchObject({ id: first.id, repeated: true, differs: true });
  });

  test("a cart that changes while it is submitted is ordered as it is at last, or as it was at first, never as a mixture", async () => {
    const [bread, cake] = [await stock(50), await stock(50)];
    const cart = await fillCart([{ variantId: bread.variantId, quantity: 1 }]);
    const change = db().cart.updateMany({
      where: { id: cart, orderId: null },
      data: { lines: [{ variantId: cake.variantId, quantity: 3, seenPriceMinor: 450 }], version: { increment: 1 } },
    });
    const [placed] = await Promise.all([submit(cart), change]);
    const lines = await db().orderLine.findMany({
      where: { orderId: placed.id },
      select: { variantId: true, quantity: true },
    });
    expect([
      [{ variantId: bread.variantId, quantity: 1 }],
      [{ variantId: cake.variantId, quantity: 3 }],
    ]).toContainEqual(lines);
  });
});

async function eventsOf(orderIds: string[]): Promise<string[]> {
  const events = await db().event.findMany({ where: { orderId: { in: orderIds } }, select: { id: true } });
  return events.map((event) => event.id);
}

async function waitingDispatches(orderIds: string[]): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job j JOIN events e ON e.id = j.data->>'eventId'
     WHERE j.name = 'event.dispatch' AND e.order_id = ANY(${orderIds})`;
  return row?.count ?? 0;
}
