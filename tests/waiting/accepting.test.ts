import { beforeAll, describe, expect, test } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { saveDraft } from "@/lib/checkout/save-draft";
import { setCartLine } from "@/lib/checkout/set-cart-line";
import { db } from "@/lib/db/client";
import { newToken } from "@/lib/id";
import { receiveStock } from "@/lib/stock/receive-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { fromDate } from "@/lib/time";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { leavePlace } from "@/lib/waiting/leave-place";
import { wrongInBooks } from "@/tests/support/books";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, readLevel, type Stocked, settle, stock, submit, tomorrow } from "@/tests/support/shop";
import { ask, join, readPlace, statesOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);

const receive = (variant: Stocked, quantity: number) =>
  receiveStock(counter, { variantId: variant.variantId, day: tomorrow, quantity, note: "" });
const cartOf = (token: string) => db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! } });

/** One in line who was offered so many, and the next in line. */
async function offered(units = 1) {
  const loaf = await stock(0);
  const [first, next] = [await join(loaf, { wanted: units }), await join(loaf, { wanted: units })];
  await receive(loaf, units);
  return { loaf, first, next };
}

describe("taking an offer up", () => {
  test("puts the units into a cart for that day and keeps them there; the order takes them, and the place", async () => {
    const { loaf, first, next } = await offered(2);
    const token = await acceptOffer(first, undefined);
    const cart = await cartOf(token);
    expect(fromDate(cart.day!)).toBe(tomorrow);
    expect(cart.lines).toMatchObject([{ variantId: loaf.variantId, quantity: 2 }]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 2, held: 2, committed: 0 });
    const order = await submit(cart.id);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 2, held: 0, committed: 2 });
    expect(await db().waitingPlace.findUniqueOrThrow({ where: { token: first } })).toMatchObject({
      state: "taken",
      orderId: order.id,
    });
    expect(await statesOf([next])).toEqual(["waiting"]);
    expect(await db().hold.count({ where: { levelId: loaf.levelId } })).toBe(0);
  });

  test("fills in at checkout who was written to, unless somebody else was typed there already", async () => {
    const [loaf, other] = [await stock(0), await stock(0)];
    const places = [await join(loaf, { contact: "wanda@example.org" }), await join(other)];
    for (const each of [loaf, other]) await receive(each, 1);
    const token = await acceptOffer(places[0]!, undefined);
    expect((await cartOf(token)).draft).toMatchObject({ name: "", email: "wanda@example.org", phone: "" });
    const draft = { name: "Wanda", email: "", phone: "07700 900148" };
    await saveDraft(token, draft);
    await acceptOffer(places[1]!, token);
    expect((await cartOf(token)).draft).toMatchObject(draft);
  });

  test("goes into a cart that is checking out with something else, which stays kept; and all of it is kept there", async () => {
    const [{ first, loaf }, jam] = [await offered(5), await stock(2, { keeps: true })];
    const { token } = await addToCart(undefined, { variantId: jam.variantId, quantity: 1, day: tomorrow });
    await holdCart({ token, address: "192.0.2.77", fallback: null });
    expect(await acceptOffer(first, token)).toBe(token);
    await holdCart({ token, address: "192.0.2.77", fallback: null });
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 5 });
    expect(await readLevel(jam.levelId)).toMatchObject({ held: 1 });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("goes into the cart that the browser has, beside what is in it", async () => {
    const { first, loaf } = await offered();
    const other = await offered();
    const token = await acceptOffer(other.first, undefined);
    expect(await acceptOffer(first, token)).toBe(token);
    const { lines } = await cartOf(token);
    expect(lines).toMatchObject([{ variantId: other.loaf.variantId }, { variantId: loaf.variantId }]);
  });

  test("twice changes nothing the second time, and from another browser moves there", async () => {
    const { loaf, first } = await offered();
    const token = await acceptOffer(first, undefined);
    const before = await cartOf(token);
    expect(await acceptOffer(first, token)).toBe(token);
    expect((await cartOf(token)).version).toBe(before.version);
    const elsewhere = await acceptOffer(first, undefined);
    expect(elsewhere).not.toBe(token);
    await expect(submit(before.id)).rejects.toMatchObject({ code: "out_of_stock" });
    await submit((await cartOf(elsewhere)).id);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, committed: 1, held: 0 });
  });

  test("by many browsers at once ends with one cart that holds it", async () => {
    const { loaf, first } = await offered();
    await settle(Array.from({ length: 6 }, () => acceptOffer(first, undefined)));
    expect(await db().hold.findMany({ where: { levelId: loaf.levelId } })).toMatchObject([{ units: 1, placeId: null }]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 1 });
  });

  test("survives entering checkout, also where more was offered than a cart could keep by itself", async () => {
    const loaf = await stock(0);
    const first = await join(loaf, { wanted: 8 });
    await receive(loaf, 8);
    const token = await acceptOffer(first, undefined);
    await holdCart({ token, address: "203.0.113.9", fallback: null });
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 8 });
  });

  test("is refused where nothing is offered, and once the place has ended", async () => {
    const loaf = await stock(0);
    await expect(acceptOffer(await ask(loaf), undefined)).rejects.toMatchObject({ code: "no_offer" });
    await expect(acceptOffer(await join(loaf), undefined)).rejects.toMatchObject({ code: "no_offer" });
    const { first } = await offered();
    await leavePlace(first);
    await expect(acceptOffer(first, undefined)).rejects.toMatchObject({ code: "place_ended" });
    await expect(acceptOffer(newToken(), undefined)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a cart that took an offer up", () => {
  test("gives it back to the place when it leaves checkout, for the rest of its time", async () => {
    const { loaf, first, next } = await offered();
    const before = await readPlace(first);
    const token = await acceptOffer(first, undefined);
    await leaveCheckout(token);
    expect(await readPlace(first)).toEqual(before);
    expect(await statesOf([next])).toEqual(["waiting"]);
    await expect(buy(loaf)).rejects.toMatchObject({ code: "out_of_stock" });
    await acceptOffer(first, token);
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 1 });
  });

  test("gives the next in line what it takes out of the cart", async () => {
    const { loaf, first } = await offered(2);
    const third = await join(loaf);
    const token = await acceptOffer(first, undefined);
    await setCartLine(token, { variantId: loaf.variantId, quantity: 1 });
    expect(await statesOf([first, third])).toEqual(["offered", "offered"]);
  });
});

describe("when an offer's time is over", () => {
  test("whoever comes first passes it on: nobody needs to sweep, and the walk-in gets nothing of it", async () => {
    const { loaf, first, next } = await offered();
    await setClock(new Date(Date.now() + 31 * 60_000).toISOString());
    await expect(acceptOffer(first, undefined)).rejects.toMatchObject({
      code: "place_ended",
      detail: { state: "passed" },
    });
    await expect(buy(loaf)).rejects.toMatchObject({ code: "out_of_stock" });
    await releaseEndedHolds();
    expect(await statesOf([first, next])).toEqual(["passed", "offered"]);
    await setClock(null);
  });
});

test("after all of it the books agree with the levels", async () => {
  expect(await wrongInBooks()).toEqual([]);
});
