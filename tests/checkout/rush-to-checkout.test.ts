import { beforeAll, expect, test } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { holdCart } from "@/lib/checkout/hold-cart";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, readLevel, settle, stock, tomorrow } from "@/tests/support/shop";

/** Many enter checkout in the same moment: more than the process has connections. */
useDatabase();
beforeAll(openShop);

/** Twice as many as the pool has connections. */
const buyers = 20;

test("twenty people who enter checkout at once all hold what they came for, and nobody is told that the shop is busy", async () => {
  const loaf = await stock(100);
  const tokens = await Promise.all(Array.from({ length: buyers }, () => cartWith(loaf.variantId)));
  const arrive = (token: string, index: number) => holdCart({ token, address: `192.0.2.${index + 1}`, fallback: null });
  const { values, errors } = await settle(tokens.map(arrive));
  expect(errors).toEqual({});
  expect(values).toEqual(tokens.map(() => true));
  expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 100, held: buyers });
});

test("orders go through beside a crowd that enters checkout", async () => {
  const loaf = await stock(100);
  const tokens = await Promise.all(Array.from({ length: buyers }, () => cartWith(loaf.variantId)));
  const arriving = settle(
    tokens.map((token, index) => holdCart({ token, address: `198.51.100.${index + 1}`, fallback: null })),
  );
  const { values, errors } = await settle(Array.from({ length: 5 }, () => buy(loaf)));
  expect({ orders: values.length, errors }).toEqual({ orders: 5, errors: {} });
  expect((await arriving).errors).toEqual({});
});

test("whoever asks for a second connection within a transaction is told so at once", async () => {
  await expect(inTransaction(async () => db().shop.findFirst())).rejects.toThrow("pass tx on instead");
});

async function cartWith(variantId: string): Promise<string> {
  return (await addToCart(undefined, { variantId, quantity: 1, day: tomorrow })).token;
}
