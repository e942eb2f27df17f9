import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { readCart } from "@/lib/checkout/queries";
import { setCartDay } from "@/lib/checkout/set-cart-day";
import { setCartLine } from "@/lib/checkout/set-cart-line";
import { db } from "@/lib/db/client";
import { askCode } from "@/lib/people/ask-code";
import { codeToSend } from "@/lib/people/code-queries";
import { confirmCode } from "@/lib/people/confirm-code";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays } from "@/lib/time";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { contactOf } from "@/tests/people/shop";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { counter, customer, openShop, readLevel, type Stocked, stock, submit, tomorrow } from "@/tests/support/shop";
import { join, readPlace, waitingOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().shop.updateMany({ data: { confirmEveryone: false, holdMinutes: 10 } });
});

let houses = 0;
/** Everyone checks out from an address of their own. */
const hold = (token: string) => {
  houses += 1;
  return holdCart({ token, address: `198.51.100.${houses}`, fallback: null });
};

let people = 0;
const somebody = () => {
  people += 1;
  return { email: `first${people}@example.org`, phone: "" };
};

/** Staff say of an item that whoever wants it confirms their contact first. */
async function mark({ variantId }: Stocked, confirmContact = true): Promise<void> {
  await db().item.updateMany({ where: { variants: { some: { id: variantId } } }, data: { confirmContact } });
}

async function guarded(onHand = 9): Promise<Stocked> {
  const made = await stock(onHand);
  await mark(made);
  return made;
}

async function cartWith(...lines: [Stocked, number][]): Promise<string> {
  let token: string | undefined;
  for (const [variant, quantity] of lines) token = await add(token, variant, quantity);
  return token!;
}

const add = async (token: string | undefined, { variantId }: Stocked, quantity: number) =>
  (await addToCart(token, { variantId, quantity, day: tomorrow })).token;
const idOf = async (token: string) =>
  (await db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! }, select: { id: true } })).id;
const heldOf = async (variant: Stocked) => (await readLevel(variant.levelId)).held;
const waits = async (token: string) => (await readCart(token, null))?.waitsForCode;

/** The code that goes to somebody who checks out with a cart. */
async function codeFor(token: string, who = somebody()): Promise<string> {
  const cartId = await idOf(token);
  await askCode(customer, { cartId, ...who });
  const { id } = await db().contactCode.findFirstOrThrow({ where: { cartId }, orderBy: [{ madeAt: "desc" }] });
  return (await codeToSend(id))!;
}

async function confirm(token: string, who = somebody()): Promise<void> {
  await confirmCode({ cartId: await idOf(token), code: await codeFor(token, who) });
}

const refused = { code: "confirm_contact" };

describe("a cart with an item that asks for a confirmed contact", () => {
  test("is kept nothing before its code is entered, and then all of it", async () => {
    const [cake, jam, maya] = [await guarded(), await stock(3), somebody()];
    const token = await cartWith([cake, 2], [jam, 1]);
    expect(await hold(token)).toBe(false);
    expect(await waits(token)).toBe(true);
    const code = await codeFor(token, maya);
    expect(await hold(token)).toBe(false);
    expect([await heldOf(cake), await heldOf(jam)]).toEqual([0, 0]);
    expect(await db().cart.findUniqueOrThrow({ where: { id: await idOf(token) } })).toMatchObject({
      heldSince: null,
      heldFrom: null,
    });
    await confirmCode({ cartId: await idOf(token), code });
    expect(await waits(token)).toBe(false);
    expect(await hold(token)).toBe(true);
    expect([await heldOf(cake), await heldOf(jam)]).toEqual([2, 1]);
    await expect(submit(await idOf(token), contactOf(maya))).resolves.toMatchObject({ repeated: false });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("is not opened by the code of another cart, nor by one that was used there", async () => {
    const [cake, maya] = [await guarded(), somebody()];
    const [first, second] = [await cartWith([cake, 1]), await cartWith([cake, 1])];
    const code = await codeFor(first, maya);
    await expect(confirmCode({ cartId: await idOf(second), code })).rejects.toMatchObject({ code: "code_over" });
    await confirmCode({ cartId: await idOf(first), code });
    const theirs = await codeFor(second, maya);
    if (theirs !== code)
      await expect(confirmCode({ cartId: await idOf(second), code })).rejects.toMatchObject({ code: "code_wrong" });
    expect(await hold(second)).toBe(false);
    expect(await hold(first)).toBe(true);
    expect(await heldOf(cake)).toBe(1);
  });

  test("waits no more where the item no longer asks, or is taken out", async () => {
    const [cake, jam] = [await guarded(), await stock(3)];
    const token = await cartWith([cake, 1], [jam, 1]);
    await setCartLine(token, { variantId: cake.variantId, quantity: 0 });
    expect(await waits(token)).toBe(false);
    const other = await cartWith([cake, 1]);
    expect(await waits(other)).toBe(true);
    await mark(cake, false);
    expect(await waits(other)).toBe(false);
    expect(await hold(other)).toBe(true);
  });

  test("is any cart where the shop asks everyone", async () => {
    await db().shop.updateMany({ data: { confirmEveryone: true } });
    const jam = await stock(3);
    const token = await cartWith([jam, 1]);
    expect(await hold(token)).toBe(false);
    await confirm(token);
    expect(await hold(token)).toBe(true);
  });
});

describe("a cart that is kept already", () => {
  test("is kept no more once something is added that asks for a code, and loses nothing", async () => {
    const [cake, jam] = [await guarded(), await stock(9)];
    const token = await cartWith([jam, 1]);
    expect(await hold(token)).toBe(true);
    await add(token, cake, 2);
    await setCartLine(token, { variantId: jam.variantId, quantity: 3 });
    expect([await heldOf(cake), await heldOf(jam)]).toEqual([0, 1]);
    expect(await hold(token)).toBe(true);
    expect([await heldOf(cake), await heldOf(jam)]).toEqual([0, 1]);
    await confirm(token);
    expect(await hold(token)).toBe(true);
    expect([await heldOf(cake), await heldOf(jam)]).toEqual([2, 3]);
  });

  test("gets nothing again of what has ended, once it waits for a code", async () => {
    const [cake, jam] = [await guarded(), await stock(9)];
    const token = await cartWith([jam, 2]);
    await hold(token);
    await add(token, cake, 1);
    await db().$executeRaw`UPDATE holds SET ends_at = now() - interval '1 second'`;
    expect(await hold(token)).toBe(false);
    expect([await heldOf(cake), await heldOf(jam)]).toEqual([0, 0]);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("keeps on another day nothing that asks for a code", async () => {
    const [cake, later] = [await stock(3), addDays(tomorrow, 1)];
    const token = await cartWith([cake, 1]);
    await hold(token);
    await receiveStock(counter, { variantId: cake.variantId, day: later, quantity: 3, note: "" });
    await mark(cake);
    await setCartDay(token, later);
    expect(await db().hold.count({ where: { cartId: await idOf(token) } })).toBe(0);
  });

  test("keeps what it has where its item asks from now on, as long as any, and no more of it without the code", async () => {
    const [cake, maya] = [await stock(3), somebody()];
    const token = await cartWith([cake, 2]);
    await hold(token);
    await mark(cake);
    await leaveCheckout(token, { closed: true });
    expect(await hold(token)).toBe(true);
    const [kept] = await db().hold.findMany({ where: { levelId: cake.levelId } });
    expect(kept!.endsAt.getTime() - Date.now()).toBeGreaterThan(9 * 60_000);
    for (const quantity of [1, 2]) await setCartLine(token, { variantId: cake.variantId, quantity });
    expect(await hold(token)).toBe(true);
    expect(await heldOf(cake)).toBe(1);
    await expect(submit(await idOf(token), contactOf(maya))).rejects.toMatchObject(refused);
    expect(await heldOf(cake)).toBe(1);
    await confirm(token, maya);
    await submit(await idOf(token), contactOf(maya));
    expect(await readLevel(cake.levelId)).toMatchObject({ committed: 2, held: 0 });
    expect(await wrongInBooks()).toEqual([]);
  });
});

describe("an offer of the waiting list for an item that asks for a confirmed contact", () => {
  async function offered() {
    const [cake, maya] = [await guarded(0), somebody()];
    const place = await join(cake, { contact: maya.email });
    await receiveStock(counter, { variantId: cake.variantId, day: tomorrow, quantity: 1, note: "" });
    return { cake, maya, place };
  }

  test("is its customer's without a code, at checkout and when they leave it, and the contact that confirmed the place orders it", async () => {
    const { cake, maya, place } = await offered();
    const before = await readPlace(place);
    const token = await acceptOffer(place, undefined);
    expect((await readCart(token, null))?.hold.until).not.toBeNull();
    await leaveCheckout(token);
    expect(await readPlace(place)).toEqual(before);
    expect((await readCart(token, null))?.lines).toMatchObject([{ own: 1 }]);
    expect(await hold(token)).toBe(true);
    expect(await db().hold.count({ where: { cartId: await idOf(token) } })).toBe(1);
    const written = { ...maya, email: maya.email.toUpperCase() };
    await expect(submit(await idOf(token), contactOf(written))).resolves.toBeDefined();
    expect(await readLevel(cake.levelId)).toMatchObject({ committed: 1, held: 0 });
    expect(await waitingOf(cake)).toEqual({ counted: 0, places: 0 });
  });

  test("is ordered by another contact with a code alone", async () => {
    const [{ place }, tom] = [await offered(), somebody()];
    const token = await acceptOffer(place, undefined);
    await expect(submit(await idOf(token), contactOf(tom))).rejects.toMatchObject(refused);
    await confirm(token, tom);
    await expect(submit(await idOf(token), contactOf(tom))).resolves.toBeDefined();
  });

  test("confirms nobody for another cart, nor for the cart from which it went elsewhere", async () => {
    const { cake, maya, place } = await offered();
    const token = await acceptOffer(place, undefined);
    await receiveStock(counter, { variantId: cake.variantId, day: tomorrow, quantity: 5, note: "" });
    const other = await cartWith([cake, 1]);
    await expect(submit(await idOf(other), contactOf(maya))).rejects.toMatchObject(refused);
    await acceptOffer(place, undefined);
    await expect(submit(await idOf(token), contactOf(maya))).rejects.toMatchObject(refused);
  });

  test("keeps nothing beside it without a code", async () => {
    const [{ cake, place }, jam] = [await offered(), await stock(4)];
    const token = await acceptOffer(place, await cartWith([jam, 2]));
    expect(await hold(token)).toBe(true);
    expect([await heldOf(cake), await heldOf(jam)]).toEqual([1, 0]);
    await confirm(token);
    await hold(token);
    expect([await heldOf(cake), await heldOf(jam)]).toEqual([1, 2]);
  });
});
