import { beforeAll, describe, expect, test } from "vitest";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { db } from "@/lib/db/client";
import { newCartId, newToken } from "@/lib/id";
import { acceptOrder } from "@/lib/orders/accept-order";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { changeOrder } from "@/lib/orders/change-order";
import { getOrder } from "@/lib/orders/queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays, toDate } from "@/lib/time";
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
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const dayAfter = addDays(tomorrow, 1);

async function ordered(units = 1, onHand = 9) {
  const [loaf, cake] = [await stock(onHand), await stock(onHand)];
  const { id: orderId, token } = await buy(loaf, units);
  const fill = (quantity = 2, day = tomorrow) => fillCart([{ variantId: cake.variantId, quantity }], day);
  return { loaf, cake, orderId, token, fill };
}

const spentOn = async (cartId: string) => (await db().cart.findUniqueOrThrow({ where: { id: cartId } })).orderId;

describe("a cart is added to its customer's order", () => {
  test("all of it in one go: lines, stock, event, and the cart is spent on that order", async () => {
    const { loaf, cake, orderId, token } = await ordered();
    const lines = [cake, loaf].map(({ variantId }) => ({ variantId, quantity: 2 }));
    const cartId = await fillCart(lines);
    const { order, repeated } = await addCartToOrder(customer, { cartId, token });
    expect(repeated).toBe(false);
    expect(order).toMatchObject({ id: orderId, revision: 2, totalMinor: 5 * 450 });
    expect(order.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      [loaf.sku, 3],
      [cake.sku, 2],
    ]);
    expect(await spentOn(cartId)).toBe(orderId);
    expect(await readLevel(cake.levelId)).toMatchObject({ committed: 2 });
    expect(await db().event.findFirst({ where: { orderId, type: "order.changed" } })).toMatchObject({
      actor: { kind: "customer" },
      previous: {
        lines: [
          { sku: loaf.sku, quantity: 1 },
          { sku: cake.sku, quantity: 0 },
        ],
      },
    });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("once, however often and at once it is pressed; afterwards it can be placed no more", async () => {
    const { cake, orderId, token, fill } = await ordered();
    const cartId = await fill(2);
    const { values, errors } = await settle(
      Array.from({ length: 20 }, () => addCartToOrder(customer, { cartId, token })),
    );
    expect(errors).toEqual({});
    expect(values.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await getOrder(orderId)).toMatchObject({ revision: 2 });
    expect(await readLevel(cake.levelId)).toMatchObject({ committed: 2 });
    expect(await submit(cartId)).toMatchObject({ id: orderId, repeated: true });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("added and placed at once: the cart is spent one way or the other, never both", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { cake, token, fill } = await ordered();
      const cartId = await fill(2);
      const both: Promise<unknown>[] = [addCartToOrder(customer, { cartId, token }), submit(cartId)];
      const { values } = await settle(round % 2 ? both : both.reverse());
      expect(values).toHaveLength(2);
      expect(await readLevel(cake.levelId)).toMatchObject({ committed: 2 });
    }
    expect(await wrongInBooks()).toEqual([]);
  });

  test("several carts, one after another, and the first is still its key", async () => {
    const { token, orderId, fill } = await ordered();
    await addCartToOrder(customer, { cartId: await fill(1), token });
    const again = await addCartToOrder(customer, { cartId: await fill(3), token });
    expect(again.order.lines.map(({ quantity }) => quantity)).toEqual([1, 4]);
    expect(await db().cart.count({ where: { orderId } })).toBe(3);
  });
});

describe("a cart is not added, and stays as it was", () => {
  test.each([
    ["when there are too few", "out_of_stock", { quantity: 10 }],
    ["when it is for another day", "other_day", { day: dayAfter }],
  ])("%s", async (_, code, { quantity, day }: { quantity?: number; day?: string }) => {
    const { cake, orderId, token, fill } = await ordered();
    const cartId = await fill(quantity, day);
    await expect(addCartToOrder(customer, { cartId, token })).rejects.toMatchObject({ code });
    expect(await spentOn(cartId)).toBeNull();
    expect(await getOrder(orderId)).toMatchObject({ revision: 1 });
    expect(await readLevel(cake.levelId)).toMatchObject({ committed: 0 });
  });

  test("when the order can no longer be changed: it can still be placed", async () => {
    const { orderId, token, fill } = await ordered();
    const cartId = await fill(1);
    await acceptOrder(counter, { orderId });
    await expect(addCartToOrder(customer, { cartId, token })).rejects.toMatchObject({ code: "too_late_to_change" });
    expect(await submit(cartId)).toMatchObject({ repeated: false });
  });

  test("when it comes to another total than the one that was looked at", async () => {
    const { cake, token, fill } = await ordered();
    const cartId = await fill(2);
    await db().variant.update({ where: { id: cake.variantId }, data: { priceMinor: 999 } });
    const add = (expectedTotalMinor: number) => addCartToOrder(customer, { cartId, token, expectedTotalMinor });
    const detail = { totalMinor: 1998, expectedTotalMinor: 900 };
    await expect(add(900)).rejects.toMatchObject({ code: "price_changed", detail });
    expect(await spentOn(cartId)).toBeNull();
    expect(await add(1998)).toMatchObject({ order: { totalMinor: 450 + 1998 } });
  });

  test("empty, unknown, or to an order that is not there", async () => {
    const { token, fill } = await ordered();
    const add = (cartId: string, at = token) => addCartToOrder(customer, { cartId, token: at });
    await expect(add(await fillCart([]))).rejects.toMatchObject({ code: "cart_empty" });
    await expect(add("crt_00000000000000000000000000")).rejects.toMatchObject({ code: "cart_gone" });
    await expect(add(await fill(1), "A".repeat(22))).rejects.toMatchObject({ code: "not_found" });
  });

  test("when staff moved the order to another day after it was read", async () => {
    const { loaf, cake, orderId, token, fill } = await ordered();
    for (const { variantId } of [loaf, cake])
      await receiveStock(owner, { variantId, day: dayAfter, quantity: 5, note: "x" });
    const cartId = await fill(1);
    const move = changeOrder(counter, { orderId, revision: 1, day: dayAfter });
    const { errors } = await settle<unknown>([addCartToOrder(customer, { cartId, token }), move]);
    expect(Object.keys(errors)).toEqual([expect.stringMatching(/^(changed_meanwhile|other_day)$/)]);
    const { pickupDay, lines } = await getOrder(orderId);
    expect([pickupDay, lines.length]).toEqual(lines.length === 2 ? [tomorrow, 2] : [dayAfter, 1]);
    expect(await wrongInBooks()).toEqual([]);
  });
});

describe("a cart that keeps what is in it", () => {
  async function held(onHand: number, quantity: number) {
    const found = await ordered(1, onHand);
    const token = newToken();
    const lines = [{ variantId: found.cake.variantId, quantity, seenPriceMinor: 450 }];
    const cart = { id: newCartId(), tokenHash: tokenHash(token), day: toDate(tomorrow), lines };
    await db().cart.create({ data: cart });
    expect(await holdCart({ token, address: "203.0.113.9", fallback: null })).toBe(true);
    return { ...found, cartId: cart.id };
  }

  test("is not in its own way: what it keeps becomes the order's, to the last unit", async () => {
    const { cake, token, cartId } = await held(2, 2);
    await expect(buy(cake)).rejects.toMatchObject({ code: "out_of_stock" });
    await addCartToOrder(customer, { cartId, token });
    expect(await readLevel(cake.levelId)).toMatchObject({ onHand: 2, committed: 2, held: 0 });
    expect(await db().hold.count({ where: { cartId } })).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("keeps it when the addition is refused", async () => {
    const { cake, orderId, token, cartId } = await held(2, 2);
    await acceptOrder(counter, { orderId });
    await expect(addCartToOrder(customer, { cartId, token })).rejects.toMatchObject({ code: "too_late_to_change" });
    expect(await readLevel(cake.levelId)).toMatchObject({ committed: 0, held: 2 });
    expect(await submit(cartId)).toMatchObject({ repeated: false });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("added and placed at once, its units go one way", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { cake, token, cartId } = await held(3, 2);
      const both: Promise<unknown>[] = [addCartToOrder(customer, { cartId, token }), submit(cartId)];
      const { values } = await settle(round % 2 ? both : both.reverse());
      expect(values).toHaveLength(2);
      expect(await readLevel(cake.levelId)).toMatchObject({ committed: 2, held: 0 });
    }
    expect(await wrongInBooks()).toEqual([]);
  });
});
