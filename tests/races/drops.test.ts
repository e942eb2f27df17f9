import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { placeOrder } from "@/lib/orders/place-order";
import { dropIn, shelf } from "@/tests/catalog/drops";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { inFrontOf } from "@/tests/support/in-front-of";
import { apiRequest, fillCart, openShop, readLevel, settle, submit } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const minute = 60_000;

describe("the first second of a drop", () => {
  test("500 customers who come together get the 20 that there are, none of them early, and the rest are told so", async () => {
    const loaf = await shelf(20);
    const carts = await Promise.all(
      Array.from({ length: 250 }, () => fillCart([{ variantId: loaf.variantId, quantity: 1 }])),
    );
    const { id } = await dropIn([loaf], 60 * minute);
    const early = await settle(carts.slice(0, 50).map((cart) => submit(cart)));
    expect(early).toEqual({ values: [], errors: { not_yet: 50 } });
    const { startsAt } = await db().drop.update({ where: { id }, data: { startsAt: new Date() } });
    const buyers = carts.flatMap((cart, at) => [
      submit(cart),
      placeOrder({ kind: "api" }, apiRequest(`drop-buyer-number-${at}`, [{ sku: loaf.sku, quantity: 1 }])),
    ]);

    const { values, errors } = await settle(buyers);

    expect(values).toHaveLength(20);
    // Some wait longer for a connection than anybody should: they are asked to come again.
    expect((errors.out_of_stock ?? 0) + (errors.busy ?? 0)).toBe(480);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 20, committed: 20, held: 0 });
    const tooSoon = { placedAt: { lt: startsAt }, lines: { some: { sku: loaf.sku } } };
    expect(await db().order.count({ where: tooSoon })).toBe(0);
    expect(new Set(values.map((order) => order.number)).size).toBe(20);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("an order that waits for its turn over the instant is placed, at an instant that is not before the drop's", async () => {
    const loaf = await shelf(1);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    const { startsAt } = await dropIn([loaf], 1_000);
    const { order } = await inFrontOf(loaf.levelId, () => submit(cart), startsAt);
    const placed = await order;
    const { placedAt } = await db().order.findUniqueOrThrow({ where: { id: placed.id } });
    expect(placedAt.getTime()).toBeGreaterThanOrEqual(startsAt.getTime());
  });

  test("an order that gets its turn before the instant is refused, however close it is, and takes nothing", async () => {
    const loaf = await shelf(1);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    await dropIn([loaf], 3_500);
    const { order } = await inFrontOf(loaf.levelId, () => submit(cart), new Date());
    await expect(order).rejects.toMatchObject({ code: "not_yet" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0, version: 0 });
    expect(await db().cart.findUniqueOrThrow({ where: { id: cart } })).toMatchObject({ orderId: null });
  });

  test("an order that waits for its turn over the end is refused", async () => {
    const loaf = await shelf(1);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    const { endsAt } = await dropIn([loaf], -minute, 1_000);
    const { order } = await inFrontOf(loaf.levelId, () => submit(cart), endsAt!);
    await expect(order).rejects.toMatchObject({ code: "not_on_sale" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0 });
  });
});
