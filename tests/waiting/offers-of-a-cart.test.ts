import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { readCart } from "@/lib/checkout/queries";
import { setCartDay } from "@/lib/checkout/set-cart-day";
import { setCartLine } from "@/lib/checkout/set-cart-line";
import { db } from "@/lib/db/client";
import { readCarts, readLevels } from "@/lib/live/queries";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { receiveStock } from "@/lib/stock/receive-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { addDays } from "@/lib/time";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { leavePlace } from "@/lib/waiting/leave-place";
import { wrongInBooks } from "@/tests/support/books";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  customer,
  openShop,
  readLevel,
  type Stocked,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";
import { join, readPlace, statesOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().shop.updateMany({ data: { offerMinutes: 30, holdMinutes: 10 } });
});
afterEach(() => setClock(null));

const minute = 60_000;
const later = (minutes: number) => setClock(new Date(Date.now() + minutes * minute).toISOString());
const cartOf = (token: string) => db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! } });
const enter = (token: string) => holdCart({ token, address: "192.0.2.77", fallback: null });
const holdOf = ({ levelId }: Stocked) => db().hold.findFirst({ where: { levelId } });
/** When what is held of a level ends, in milliseconds since 1970, the first first. */
const endsOf = async ({ levelId }: Stocked) =>
  (await db().hold.findMany({ where: { levelId }, orderBy: { endsAt: "asc" } })).map(({ endsAt }) => endsAt.getTime());
const receive = (variant: Stocked, quantity: number) =>
  receiveStock(counter, { variantId: variant.variantId, day: tomorrow, quantity, note: "" });

/** What a cart's page says of a variant. */
async function lineOf(token: string, { variantId }: Stocked) {
  const cart = await readCart(token, null);
  return cart?.lines.find((line) => line.variantId === variantId);
}

/** One in line who was offered so many and took them up, and the next in line. */
async function takenUp(units = 1) {
  const loaf = await stock(0);
  const [first, next] = [await join(loaf, { wanted: units }), await join(loaf)];
  await receive(loaf, units);
  const token = await acceptOffer(first, undefined);
  const { offeredUntil } = await readPlace(first);
  return { loaf, first, next, token, offeredUntil: offeredUntil! };
}

describe("what a cart was offered and took up", () => {
  test("is kept until the offer's end: entering checkout and changing the cart shorten nothing", async () => {
    const { loaf, token, offeredUntil } = await takenUp(2);
    await enter(token);
    expect((await holdOf(loaf))?.endsAt).toEqual(offeredUntil);
    expect((await readCart(token, null))?.hold.until).toEqual(offeredUntil);
    await setCartLine(token, { variantId: loaf.variantId, quantity: 1 });
    expect(await holdOf(loaf)).toMatchObject({ units: 1, endsAt: offeredUntil });
  });

  test("is the cart's again after it left checkout, on its page, at checkout, and in the order", async () => {
    const { loaf, first, next, token, offeredUntil } = await takenUp();
    await leaveCheckout(token);
    expect(await lineOf(token, loaf)).toMatchObject({ available: 1, own: 1, notices: [] });
    const { id } = await cartOf(token);
    expect(await readCarts([id])).toMatchObject([{ cartId: id, held: [{ variantId: loaf.variantId, units: 1 }] }]);
    await enter(token);
    expect(await holdOf(loaf)).toMatchObject({ cartId: id, endsAt: offeredUntil });
    await leaveCheckout(token);
    await submit(id);
    expect(await statesOf([first, next])).toEqual(["taken", "waiting"]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, committed: 1, held: 0 });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("is the cart's again once its day is the offer's again", async () => {
    const { loaf, token } = await takenUp();
    await setCartDay(token, addDays(tomorrow, 1));
    expect(await lineOf(token, loaf)).toMatchObject({ own: 0 });
    await setCartDay(token, tomorrow);
    expect(await lineOf(token, loaf)).toMatchObject({ own: 1, notices: [] });
    await submit((await cartOf(token)).id);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1, held: 0 });
  });

  test("closing the tab gives nothing of it back before the offer's end", async () => {
    const { loaf, token, offeredUntil } = await takenUp();
    await leaveCheckout(token, { closed: true });
    expect((await holdOf(loaf))?.endsAt).toEqual(offeredUntil);
  });

  test("is not the cart's any more once the place has ended", async () => {
    const { loaf, first, next, token } = await takenUp();
    await leaveCheckout(token);
    await later(31);
    await releaseEndedHolds();
    expect(await statesOf([first, next])).toEqual(["passed", "offered"]);
    expect(await lineOf(token, loaf)).toMatchObject({ own: 0, notices: [{ kind: "sold_out" }] });
    await expect(submit((await cartOf(token)).id)).rejects.toMatchObject({ code: "out_of_stock" });
  });

  test("stays with its place where the cart orders something else", async () => {
    const { loaf, first, token } = await takenUp();
    const jam = await stock(2, { keeps: true });
    await addToCart(token, { variantId: jam.variantId, quantity: 1, day: tomorrow });
    await setCartLine(token, { variantId: loaf.variantId, quantity: 0 });
    await submit((await cartOf(token)).id);
    expect(await statesOf([first])).toEqual(["offered"]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0, held: 1 });
    await acceptOffer(first, undefined);
  });
});

describe("nobody keeps an offer for ever", () => {
  test("two browsers that take it up by turns have it no longer than a checkout takes beyond its end", async () => {
    const { loaf, first, next, offeredUntil } = await takenUp();
    for (const minutes of [9, 18, 27, 36, 39]) {
      await later(minutes);
      await enter(await acceptOffer(first, undefined));
      expect((await holdOf(loaf))!.endsAt.getTime()).toBeLessThanOrEqual(offeredUntil.getTime() + 10 * minute);
    }
    await later(41);
    await releaseEndedHolds();
    expect(await statesOf([first, next])).toEqual(["passed", "offered"]);
  });

  test("goes to a cart that checks out with some of the same, and is kept no longer beyond its end for that", async () => {
    const { loaf, first, offeredUntil } = await takenUp();
    await later(29);
    await acceptOffer(first, undefined);
    await later(35);
    await receive(loaf, 4);
    const { token } = await addToCart(undefined, { variantId: loaf.variantId, quantity: 1, day: tomorrow });
    await enter(token);
    const { id } = await cartOf(token);
    expect(await db().hold.count({ where: { cartId: id } })).toBe(1);
    await acceptOffer(first, token);
    const { units, endsAt } = (await db().hold.findFirst({ where: { cartId: id } }))!;
    expect(units).toBe(2);
    expect(endsAt.getTime()).toBeLessThanOrEqual(offeredUntil.getTime() + 10 * minute);
    expect(endsAt.getTime()).toBeGreaterThan(offeredUntil.getTime() + 8 * minute);
  });

  test("taken up in the last minute it is kept for as long as a checkout takes", async () => {
    const { loaf, first } = await takenUp();
    await later(29);
    await acceptOffer(first, undefined);
    expect((await holdOf(loaf))!.endsAt.getTime()).toBeGreaterThan(Date.now() + 38 * minute);
  });

  test("what else is in the cart is kept no longer for it, nor more of the same", async () => {
    await db().shop.updateMany({ data: { offerMinutes: 1_440 } });
    const { loaf, token } = await takenUp();
    const [jam, honey] = [await stock(4, { keeps: true }), await stock(4, { keeps: true })];
    await addToCart(token, { variantId: jam.variantId, quantity: 1, day: tomorrow });
    expect(await holdOf(jam)).toBeNull();
    await enter(token);
    const { endsAt } = (await holdOf(jam))!;
    expect(endsAt.getTime()).toBeLessThanOrEqual(Date.now() + 10 * minute);
    await addToCart(token, { variantId: honey.variantId, quantity: 1, day: tomorrow });
    expect([(await holdOf(jam))?.endsAt, (await holdOf(honey))?.endsAt]).toEqual([endsAt, endsAt]);
    expect((await readCart(token, null))?.hold.until).toEqual(endsAt);
    await receive(loaf, 5);
    await setCartLine(token, { variantId: loaf.variantId, quantity: 3 });
    expect(await holdOf(loaf)).toMatchObject({ units: 1 });
  });
});

describe("two offers of the same", () => {
  async function offeredTwice(limit: number | null) {
    const loaf = await stock(0);
    await db().variant.update({ where: { id: loaf.variantId }, data: { limitPerOrder: limit } });
    const [one, other] = [await join(loaf, { wanted: 3 }), await join(loaf, { wanted: 2 })];
    await receive(loaf, 5);
    return { loaf, one, other, token: await acceptOffer(one, undefined) };
  }

  test("are taken up by one cart beside each other, and ordered together", async () => {
    const { loaf, one, other, token } = await offeredTwice(null);
    await acceptOffer(other, token);
    expect(await lineOf(token, loaf)).toMatchObject({ quantity: 5, own: 5 });
    await enter(token);
    await submit((await cartOf(token)).id);
    expect(await statesOf([one, other])).toEqual(["taken", "taken"]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 5, held: 0 });
  });

  test("are parted again: one is taken up elsewhere or left, and the other stays where it is", async () => {
    const { loaf, one, other, token } = await offeredTwice(null);
    await acceptOffer(other, token);
    const elsewhere = await acceptOffer(one, undefined);
    expect([await lineOf(token, loaf), await lineOf(elsewhere, loaf)]).toMatchObject([{ own: 2 }, { own: 3 }]);
    await acceptOffer(one, token);
    await leavePlace(other);
    expect(await lineOf(token, loaf)).toMatchObject({ own: 3, available: 5 });
    expect(await statesOf([one, other])).toEqual(["offered", "left"]);
    expect(await wrongInBooks()).toEqual([]);
  });

  /** As `offeredTwice`, the second offered for an hour longer. Returns when that ends. */
  async function offeredLonger() {
    const offers = await offeredTwice(null);
    const late = new Date((await readPlace(offers.one)).offeredUntil!.getTime() + 60 * minute);
    const { id } = await db().waitingPlace.update({ where: { token: offers.other }, data: { offeredUntil: late } });
    await db().hold.updateMany({ where: { placeId: id }, data: { endsAt: late } });
    return { ...offers, late: late.getTime() };
  }

  test.each(["the first taken up elsewhere", "the later one taken up elsewhere", "the later one left"])(
    "each ends by itself once they are parted, %s",
    async (parting) => {
      const { loaf, one, other, token, late } = await offeredLonger();
      await acceptOffer(other, token);
      expect(await endsOf(loaf)).toEqual([late]);
      if (parting.endsWith("left")) await leavePlace(other);
      else await acceptOffer(parting.startsWith("the first") ? one : other, undefined);
      const [first, ...more] = await endsOf(loaf);
      const end = (await readPlace(one)).offeredUntil!.getTime();
      expect(first).toBeGreaterThanOrEqual(end);
      expect(first).toBeLessThanOrEqual(end + 10 * minute);
      expect(more).toEqual(parting.endsWith("left") ? [] : [late]);
      expect(await wrongInBooks()).toEqual([]);
    },
  );

  test("the one that ends later keeps its end when the other comes to it", async () => {
    const { loaf, one, other, late } = await offeredLonger();
    await acceptOffer(one, await acceptOffer(other, undefined));
    expect(await endsOf(loaf)).toEqual([late]);
  });

  test("come back to one cart together after it left checkout", async () => {
    const { loaf, other, token } = await offeredTwice(null);
    await acceptOffer(other, token);
    await leaveCheckout(token);
    expect(await lineOf(token, loaf)).toMatchObject({ own: 5 });
    await submit((await cartOf(token)).id);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 5, held: 0 });
  });

  test("are two orders where one can have no more: the second stays kept until the first is placed", async () => {
    const { loaf, one, other, token } = await offeredTwice(3);
    await expect(acceptOffer(other, token)).rejects.toMatchObject({
      code: "order_first",
      detail: { own: 3, limit: 3 },
    });
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 5 });
    await submit((await cartOf(token)).id);
    await submit((await cartOf(await acceptOffer(other, undefined))).id);
    expect(await statesOf([one, other])).toEqual(["taken", "taken"]);
  });
});

describe("an offer that is added to an order of its customer", () => {
  test("is taken by it: nothing is offered again, and what comes free next is for the next in line", async () => {
    const { loaf, first, next, token } = await takenUp();
    const bread = await stock(2);
    const order = await buy(bread);
    await addCartToOrder(customer, { cartId: (await cartOf(token)).id, token: order.token });
    const place = await db().waitingPlace.findUniqueOrThrow({ where: { token: first } });
    expect(place).toMatchObject({ state: "taken", orderId: order.id });
    expect(await holdOf(loaf)).toBeNull();
    await receive(loaf, 1);
    expect(await statesOf([first, next])).toEqual(["taken", "offered"]);
    await later(45);
    await releaseEndedHolds();
    expect(await db().event.count({ where: { type: "waiting.passed", subjectId: place.id } })).toBe(0);
    expect(await wrongInBooks()).toEqual([]);
  });
});

test("what a checkout keeps may come back for others where nobody waits for it, and only there", async () => {
  const loaf = await stock(1);
  const { token } = await addToCart(undefined, { variantId: loaf.variantId, quantity: 1, day: tomorrow });
  await enter(token);
  const inCheckout = async () =>
    (await readLevels([tomorrow])).get(tomorrow)?.find(({ variantId }) => variantId === loaf.variantId)?.inCheckout;
  expect(await inCheckout()).toBe(1);
  await join(loaf);
  expect(await inCheckout()).toBe(0);
});

test("after all of it the books agree with the levels", async () => {
  expect(await wrongInBooks()).toEqual([]);
});
