import { beforeAll, expect, test } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { tokenHash } from "@/lib/checkout/cart-token";
import { fitCart } from "@/lib/checkout/fit-cart";
import { openCart } from "@/lib/checkout/open-cart";
import { readCart } from "@/lib/checkout/queries";
import { requireCheckout } from "@/lib/checkout/require-checkout";
import { saveDraft } from "@/lib/checkout/save-draft";
import { setCartDay } from "@/lib/checkout/set-cart-day";
import { setCartLine } from "@/lib/checkout/set-cart-line";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { newToken } from "@/lib/id";
import { addDays, toDate } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, type Stocked, stock, submit, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

async function cartWith(...lines: [Stocked, number][]): Promise<string> {
  let token: string | undefined;
  for (const [{ variantId }, quantity] of lines) {
    token = (await addToCart(token, { variantId, quantity, day: tomorrow })).token;
  }
  return token!;
}

const linesOf = async (token: string) =>
  (await readCart(token, null))?.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));

test("the first thing added opens a cart, and the next goes into the same one", async () => {
  const [rye, jam] = [await stock(5), await stock(5, { keeps: true })];
  const token = await cartWith([rye, 2], [jam, 1]);
  const cart = await readCart(token, null);
  expect(cart).toMatchObject({ day: tomorrow, count: 3, totalMinor: 1350, order: null });
  expect(cart?.lines.map((line) => line.available)).toEqual([5, 5]);
  expect(await db().cart.count({ where: { tokenHash: tokenHash(token) } })).toBe(1);
});

test("a cart promises nothing: levels stay as they are", async () => {
  const rye = await stock(1);
  const before = await db().stockLevel.findUniqueOrThrow({ where: { id: rye.levelId } });
  await cartWith([rye, 1]);
  expect(await db().stockLevel.findUniqueOrThrow({ where: { id: rye.levelId } })).toEqual(before);
});

test("adding the same thing again makes more of one line", async () => {
  const rye = await stock(5);
  const token = await cartWith([rye, 1], [rye, 2]);
  expect(await linesOf(token)).toEqual([{ variantId: rye.variantId, quantity: 3 }]);
});

test("more than there is, or than one order may have, is refused in words and changes nothing", async () => {
  const [few, limited, gone] = [await stock(2), await stock(50, { limitPerOrder: 4 }), await stock(0)];
  const token = await cartWith([few, 1], [limited, 4]);
  const before = await linesOf(token);
  const add = (item: Stocked, quantity: number) =>
    addToCart(token, { variantId: item.variantId, quantity, day: tomorrow });
  await expect(add(few, 2)).rejects.toMatchObject({
    code: "only_left",
    message: "Only 2 left, and you have 1 in your cart.",
  });
  await expect(add(limited, 1)).rejects.toMatchObject({ code: "limit_reached", message: "At most 4 in one order." });
  await expect(add(gone, 1)).rejects.toMatchObject({ code: "sold_out" });
  await expect(add({ ...few, variantId: "var_nothing" }, 1)).rejects.toMatchObject({ code: "not_on_sale" });
  expect(await linesOf(token)).toEqual(before);
});

test("fewer is always possible, also of what has run short, and none takes the line out", async () => {
  const rye = await stock(5);
  const token = await cartWith([rye, 4]);
  await db().stockLevel.update({ where: { id: rye.levelId }, data: { onHand: 1 } });
  await setCartLine(token, { variantId: rye.variantId, quantity: 3 });
  expect(await linesOf(token)).toEqual([{ variantId: rye.variantId, quantity: 3 }]);
  await expect(setCartLine(token, { variantId: rye.variantId, quantity: 4 })).rejects.toMatchObject({
    code: "only_left",
  });
  await setCartLine(token, { variantId: rye.variantId, quantity: 0 });
  expect(await linesOf(token)).toEqual([]);
});

test("what has changed since is said about its line, and one tap goes along with all of it", async () => {
  const [short, gone, hidden, dearer, same] = [
    await stock(5),
    await stock(5),
    await stock(5),
    await stock(5),
    await stock(5),
  ];
  const token = await cartWith([short, 3], [gone, 1], [hidden, 1], [dearer, 1], [same, 1]);
  await db().stockLevel.update({ where: { id: short.levelId }, data: { onHand: 2 } });
  await db().stockLevel.update({ where: { id: gone.levelId }, data: { onHand: 0 } });
  await db().variant.update({ where: { id: hidden.variantId }, data: { hiddenAt: new Date() } });
  await db().variant.update({ where: { id: dearer.variantId }, data: { priceMinor: 500 } });
  const notices = (await readCart(token, null))?.lines.map((line) => line.notices);
  expect(notices).toEqual([
    [{ kind: "short", available: 2 }],
    [{ kind: "sold_out" }],
    [{ kind: "not_on_sale" }],
    [{ kind: "price", wasMinor: 450 }],
    [],
  ]);
  await fitCart(token);
  const fitted = await readCart(token, null);
  expect(fitted?.lines.map((line) => [line.variantId, line.quantity])).toEqual([
    [short.variantId, 2],
    [dearer.variantId, 1],
    [same.variantId, 1],
  ]);
  expect(fitted?.lines.flatMap((line) => line.notices)).toEqual([]);
  expect(fitted?.totalMinor).toBe(900 + 500 + 450);
});

test("another day is checked anew, and a day that cannot be had is refused", async () => {
  const rye = await stock(5);
  const token = await cartWith([rye, 2]);
  const later = addDays(tomorrow, 1);
  await db().stockLevel.create({
    data: { id: `lvl_later_${rye.sku}`, variantId: rye.variantId, day: toDate(later), onHand: 1 },
  });
  await setCartDay(token, later);
  const cart = await readCart(token, null);
  expect(cart?.day).toBe(later);
  expect(cart?.lines[0]?.notices).toEqual([{ kind: "short", available: 1 }]);
  await expect(setCartDay(token, addDays(tomorrow, -2))).rejects.toMatchObject({ code: "day_closed" });
  await expect(setCartDay(token, addDays(tomorrow, 400))).rejects.toMatchObject({ code: "day_closed" });
  expect((await readCart(token, null))?.day).toBe(later);
});

test("every change of what is ordered raises the version; what is typed does not", async () => {
  const rye = await stock(5);
  const token = await cartWith([rye, 1]);
  const version = async () => (await readCart(token, null))!.version;
  const first = await version();
  await setCartLine(token, { variantId: rye.variantId, quantity: 2 });
  await setCartDay(token, tomorrow);
  await fitCart(token);
  expect(await version()).toBe(first + 3);
  await saveDraft(token, { name: "Maya" });
  expect(await version()).toBe(first + 3);
});

test("a cart that became an order is never changed again: the next thing opens a new one", async () => {
  const rye = await stock(9);
  const token = await cartWith([rye, 1]);
  const cart = await readCart(token, null);
  const order = await submit(cart!.id);
  expect((await readCart(token, null))?.order).toEqual({ number: String(order.number), token: order.token });
  const more = setCartLine(token, { variantId: rye.variantId, quantity: 2 });
  await expect(more).rejects.toMatchObject({ code: "cart_gone" });
  await expect(fitCart(token)).rejects.toMatchObject({ code: "cart_gone" });
  await saveDraft(token, { name: "Somebody else" });
  const next = await addToCart(token, { variantId: rye.variantId, quantity: 1, day: tomorrow });
  expect(next.token).not.toBe(token);
  expect(await linesOf(token)).toEqual([{ variantId: rye.variantId, quantity: 1 }]);
  expect((await readCart(token, null))?.draft.name).toBe("");
});

test("adding at once from many windows loses nothing and opens one cart per browser", async () => {
  const rye = await stock(60);
  const token = await cartWith([rye, 1]);
  await Promise.all(
    Array.from({ length: 20 }, () => addToCart(token, { variantId: rye.variantId, quantity: 1, day: tomorrow })),
  );
  expect(await linesOf(token)).toEqual([{ variantId: rye.variantId, quantity: 21 }]);
});

test("a form shows its own cart or the order that it became, never another cart", async () => {
  const rye = await stock(9);
  const [mine, other] = [await cartWith([rye, 1]), await cartWith([rye, 1])];
  const [mineId, otherId] = [(await readCart(mine, null))!.id, (await readCart(other, null))!.id];
  expect(await requireCheckout(mine, mineId)).toBe(mineId);
  await expect(requireCheckout(mine, otherId)).rejects.toMatchObject({ code: "cart_changed" });
  await expect(requireCheckout(undefined, mineId)).rejects.toMatchObject({ code: "cart_changed" });
  for (const none of ["crt_nothing", "", "\u0000", "\ud800", "x".repeat(100_000)]) {
    await expect(requireCheckout(undefined, none)).rejects.toMatchObject({ code: "cart_gone" });
    await expect(requireCheckout(mine, none)).rejects.toMatchObject({ code: "cart_changed" });
  }
  await submit(mineId);
  // Also once the browser has another cart, or none: nobody else knows the id.
  for (const now of [mine, other, undefined]) expect(await requireCheckout(now, mineId)).toBe(mineId);
});

test("carts opened at one moment have nothing in common, and no guess from one leads to the order of another", async () => {
  const rye = await stock(9);
  const opened = await inTransaction((tx) => Promise.all(Array.from({ length: 9 }, () => openCart(tx))));
  const ids = opened.map(({ id }) => id);
  const lines = [{ variantId: rye.variantId, quantity: 1, seenPriceMinor: 450 }];
  await db().cart.updateMany({ where: { id: { in: ids } }, data: { day: toDate(tomorrow), lines } });
  for (const id of ids) await submit(id);
  const ends = [..."0123456789abcdefABCDEFGHJKMNPQRSTVWXYZ"];
  const guesses = ids.flatMap((id) => ends.map((end) => id.slice(0, -1) + end).filter((guess) => guess !== id));
  for (const guess of guesses)
    await expect(requireCheckout(undefined, guess)).rejects.toMatchObject({ code: "cart_gone" });
  expect(new Set(ids.map((id) => id.slice(0, "crt_".length + 8))).size).toBe(ids.length);
});

test("while the shop takes no orders nothing goes into a cart, in the shop's own words", async () => {
  const rye = await stock(5);
  await db().shop.updateMany({ data: { orderingOpen: false, closedMessage: "Back on Tuesday." } });
  try {
    await expect(cartWith([rye, 1])).rejects.toMatchObject({ code: "shop_closed", message: "Back on Tuesday." });
  } finally {
    await db().shop.updateMany({ data: { orderingOpen: true, closedMessage: "" } });
  }
});

test("a cart left alone for a month is an empty one, and what was sold meanwhile shows in one that was not", async () => {
  const rye = await stock(3);
  const [old, kept] = [await cartWith([rye, 2]), await cartWith([rye, 2])];
  const monthAgo = new Date(Date.now() - 31 * 24 * 60 * 60_000);
  await db().cart.updateMany({ where: { tokenHash: tokenHash(old) }, data: { updatedAt: monthAgo } });
  await buy(rye, 2);
  expect(await readCart(old, null)).toBeNull();
  expect((await readCart(kept, null))?.lines[0]?.notices).toEqual([{ kind: "short", available: 1 }]);
});

test("a token that opens nothing is no cart", async () => {
  for (const token of [
    undefined,
    "",
    "short",
    newToken(),
    "x".repeat(22),
    "'; DROP TABLE carts; --x",
    "\u0000".repeat(22),
  ]) {
    expect(await readCart(token, tomorrow)).toBeNull();
    await expect(fitCart(token)).rejects.toMatchObject({ code: "cart_gone" });
  }
});
