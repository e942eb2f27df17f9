import { beforeAll, expect, test } from "vitest";
import { readCart } from "@/lib/checkout/queries";
import { db } from "@/lib/db/client";
import { orderAgain } from "@/lib/orders/order-again";
import { addDays } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { fillCart, openShop, stock, submit, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(async () => {
  await openShop();
  // Today is over for ordering, so that the next day is the one that has stock.
  await db().openingHours.updateMany({ data: { orderDaysBefore: 1, orderByMinute: 1439 } });
});

async function ordered() {
  const [loaf, cake, gone] = [await stock(9), await stock(9), await stock(9)];
  const lines = [loaf, cake, gone].map(({ variantId }) => ({ variantId, quantity: 2 }));
  const { token, number } = await submit(await fillCart(lines));
  return { loaf, cake, gone, token, number };
}

test("all of it goes into a cart for the next day; what is gone, short or costs another price is said, none of it dropped", async () => {
  const { loaf, cake, gone, token, number } = await ordered();
  await db().variant.update({ where: { id: loaf.variantId }, data: { priceMinor: 500 } });
  await db().stockLevel.update({ where: { id: cake.levelId }, data: { onHand: 3 } });
  await db().variant.update({ where: { id: gone.variantId }, data: { hiddenAt: new Date() } });
  const again = await orderAgain(undefined, token);
  expect(again.number).toBe(String(number));
  const cart = await readCart(again.token, null);
  expect(cart?.lines.map(({ sku, quantity, notices }) => [sku, quantity, notices])).toEqual([
    [loaf.sku, 2, [{ kind: "price", wasMinor: 450 }]],
    [cake.sku, 2, [{ kind: "short", available: 1 }]],
    [gone.sku, 2, [{ kind: "not_on_sale" }]],
  ]);
  expect(cart?.day).toBe(tomorrow);
});

test("pressed twice it doubles nothing, and what was in the cart stays, for its day", async () => {
  const { loaf, cake, token } = await ordered();
  const first = await orderAgain(undefined, token);
  const day = addDays(tomorrow, 1);
  const { id } = await db().cart.findFirstOrThrow({ orderBy: { createdAt: "desc" }, select: { id: true } });
  const jam = await stock(5, { keeps: true });
  const lines = [
    { variantId: jam.variantId, quantity: 1, seenPriceMinor: 450 },
    { variantId: loaf.variantId, quantity: 5, seenPriceMinor: 450 },
  ];
  await db().cart.update({ where: { id }, data: { day: new Date(day), lines } });
  for (let press = 0; press < 2; press += 1) expect((await orderAgain(first.token, token)).token).toBe(first.token);
  const cart = await readCart(first.token, null);
  expect(cart?.lines.slice(0, 3).map(({ sku, quantity }) => [sku, quantity])).toEqual([
    [jam.sku, 1],
    [loaf.sku, 5],
    [cake.sku, 2],
  ]);
  expect(cart?.day).toBe(day);
});

test("not of an order that is not there, nor while the shop takes no orders", async () => {
  const { token } = await ordered();
  await expect(orderAgain(undefined, "A".repeat(22))).rejects.toMatchObject({ code: "not_found" });
  await db().shop.updateMany({ data: { orderingOpen: false } });
  await expect(orderAgain(undefined, token)).rejects.toMatchObject({ code: "shop_closed" });
  await db().shop.updateMany({ data: { orderingOpen: true } });
});
