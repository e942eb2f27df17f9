import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { tokenHash } from "@/lib/checkout/cart-token";
import { forgetOldTurns } from "@/lib/checkout/forget-old-turns";
import { holdCart } from "@/lib/checkout/hold-cart";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { readCart } from "@/lib/checkout/queries";
import { mostCartsPerAddress } from "@/lib/checkout/rules-of-holds";
import { setCartDay } from "@/lib/checkout/set-cart-day";
import { setCartLine } from "@/lib/checkout/set-cart-line";
import { db } from "@/lib/db/client";
import { readLevels } from "@/lib/live/queries";
import { countStock } from "@/lib/stock/count-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { addDays, dayOf } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buy, fillCart, openShop, owner, readLevel, type Stocked, stock, submit, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().shop.updateMany({ data: { holdMinutes: 10, orderingOpen: true } });
});

let houses = 0;
/** Everyone checks out from an address of their own, unless the test is about that. */
const elsewhere = () => {
  houses += 1;
  return `192.0.2.${houses}`;
};

async function cartWith(...lines: [Stocked, number][]): Promise<string> {
  let token: string | undefined;
  for (const [{ variantId }, quantity] of lines) {
    token = (await addToCart(token, { variantId, quantity, day: tomorrow })).token;
  }
  return token!;
}

const hold = (token: string, address = elsewhere()) => holdCart({ token, address, fallback: null });
const idOf = async (token: string) =>
  (await db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! }, select: { id: true } })).id;
const place = async (token: string) => submit(await idOf(token));
const holdsOf = async (token: string) => db().hold.findMany({ where: { cartId: await idOf(token) } });
const end = () => db().$executeRaw`UPDATE holds SET ends_at = now() - interval '1 second'`;
const shown = async ({ variantId }: Stocked) =>
  (await readLevels([tomorrow])).get(tomorrow)?.find((level) => level.variantId === variantId);
const reasonsOf = async ({ levelId }: Stocked) =>
  (await db().stockEntry.findMany({ where: { levelId }, orderBy: { id: "asc" } })).map(({ reason }) => reason);

test("entering checkout keeps what is in the cart, for ten minutes, in the ledger too", async () => {
  const rye = await stock(3);
  const token = await cartWith([rye, 2]);
  expect(await hold(token)).toBe(true);
  expect(await readLevel(rye.levelId)).toMatchObject({ onHand: 3, committed: 0, held: 2 });
  const [kept] = await holdsOf(token);
  expect(kept?.units).toBe(2);
  expect((kept!.endsAt.getTime() - kept!.madeAt.getTime()) / 60_000).toBeCloseTo(10, 1);
  expect(await reasonsOf(rye)).toEqual(["received", "held"]);
  expect(await shown(rye)).toMatchObject({ available: 1, inCheckout: 2 });
  expect(await wrongInBooks()).toEqual([]);
});

test("what is kept for one cannot be bought by another, at any door", async () => {
  const rye = await stock(1);
  await hold(await cartWith([rye, 1]));
  await expect(buy(rye)).rejects.toMatchObject({ code: "out_of_stock" });
  await expect(addToCart(undefined, { ...rye, quantity: 1, day: tomorrow })).rejects.toMatchObject({
    code: "sold_out",
  });
  await expect(
    countStock(owner, { variantId: rye.variantId, day: tomorrow, counted: 0, note: "" }),
  ).rejects.toMatchObject({
    code: "below_promised",
    detail: { held: 1 },
  });
});

test("the counter cannot sell the unit that somebody checks out with", async () => {
  const jam = await stock(1, { keeps: true });
  await hold(await cartWith([jam, 1]));
  const tap = { variantId: jam.variantId, day: null, key: "tap-of-a-held-unit" };
  await expect(sellAtCounter(owner, tap)).rejects.toMatchObject({ code: "none_available", detail: { promised: 1 } });
});

test("placing turns the hold into the order, in one entry", async () => {
  const rye = await stock(2);
  const token = await cartWith([rye, 2]);
  await hold(token);
  await place(token);
  expect(await readLevel(rye.levelId)).toMatchObject({ onHand: 2, committed: 2, held: 0 });
  expect(await holdsOf(token)).toEqual([]);
  expect(await reasonsOf(rye)).toEqual(["received", "held", "order_placed"]);
  const last = await db().stockEntry.findFirstOrThrow({ where: { levelId: rye.levelId }, orderBy: { id: "desc" } });
  expect(last).toMatchObject({ committedDelta: 2, heldDelta: -2, heldAfter: 0 });
  expect(await wrongInBooks()).toEqual([]);
});

test("a holder is not in their own way: the cart shows what it holds as available, and may still change", async () => {
  const rye = await stock(2);
  const token = await cartWith([rye, 2]);
  await hold(token);
  const cart = await readCart(token, null);
  expect(cart?.lines[0]).toMatchObject({ available: 2, own: 2, notices: [] });
  expect(cart?.hold.until?.getTime()).toBeGreaterThan(cart!.hold.now.getTime());
  await setCartLine(token, { variantId: rye.variantId, quantity: 1 });
  await setCartLine(token, { variantId: rye.variantId, quantity: 2 });
  expect(await readLevel(rye.levelId)).toMatchObject({ held: 2 });
});

test("changing the cart gives back at once what it no longer has, and keeps nothing longer", async () => {
  const [rye, jam] = [await stock(3), await stock(3, { keeps: true })];
  const token = await cartWith([rye, 3], [jam, 1]);
  await hold(token);
  const [before] = await holdsOf(token);
  await setCartLine(token, { variantId: rye.variantId, quantity: 1 });
  await setCartLine(token, { variantId: jam.variantId, quantity: 0 });
  expect(await readLevel(rye.levelId)).toMatchObject({ held: 1 });
  expect(await readLevel(jam.levelId)).toMatchObject({ held: 0 });
  const holds = await holdsOf(token);
  expect(holds.map(({ units, endsAt }) => ({ units, endsAt }))).toEqual([{ units: 1, endsAt: before?.endsAt }]);
  expect(await reasonsOf(rye)).toEqual(["received", "held", "hold_given_back"]);
  expect(await wrongInBooks()).toEqual([]);
});

test("another day means other units: those of the first day go back", async () => {
  const rye = await stock(3);
  const token = await cartWith([rye, 2]);
  await hold(token);
  await setCartDay(token, addDays(tomorrow, 1));
  expect(await readLevel(rye.levelId)).toMatchObject({ held: 0 });
  expect(await holdsOf(token)).toEqual([]);
});

test("leaving gives back at once", async () => {
  const rye = await stock(1);
  const token = await cartWith([rye, 1]);
  await hold(token);
  await leaveCheckout(token);
  expect(await readLevel(rye.levelId)).toMatchObject({ held: 0 });
  await buy(rye);
});

test("a tab that was closed keeps its units for seconds only, and a reload gets its time back", async () => {
  const rye = await stock(1);
  const token = await cartWith([rye, 1]);
  await hold(token);
  await leaveCheckout(token, { closed: true });
  const [closing] = await holdsOf(token);
  expect(closing!.endsAt.getTime() - Date.now()).toBeLessThan(20_000);
  await hold(token);
  const [again] = await holdsOf(token);
  expect(again!.endsAt.getTime() - Date.now()).toBeGreaterThan(500_000);
});

test("a hold that has ended stops counting at once, in what is shown and in what can be bought: no sweep is needed", async () => {
  const rye = await stock(1);
  const token = await cartWith([rye, 1]);
  await hold(token);
  await end();
  expect(await shown(rye)).toMatchObject({ available: 1, inCheckout: 0 });
  await buy(rye);
  expect(await reasonsOf(rye)).toEqual(["received", "held", "hold_ended", "order_placed"]);
  expect(await readLevel(rye.levelId)).toMatchObject({ onHand: 1, committed: 1, held: 0 });
  await expect(place(token)).rejects.toMatchObject({ code: "out_of_stock" });
  expect(await wrongInBooks()).toEqual([]);
});

test("whoever comes back after their time still orders what nobody took", async () => {
  const rye = await stock(1);
  const token = await cartWith([rye, 1]);
  await hold(token);
  await end();
  await place(token);
  expect(await readLevel(rye.levelId)).toMatchObject({ committed: 1, held: 0 });
  expect(await wrongInBooks()).toEqual([]);
});

test("the sweep gives back what has ended, and only that", async () => {
  const [rye, bun] = [await stock(2), await stock(2)];
  await hold(await cartWith([rye, 1]));
  await end();
  await hold(await cartWith([bun, 1]));
  expect(await releaseEndedHolds()).toBeGreaterThan(0);
  expect(await readLevel(rye.levelId)).toMatchObject({ held: 0 });
  expect(await readLevel(bun.levelId)).toMatchObject({ held: 1 });
  expect(await wrongInBooks()).toEqual([]);
});

test("renewing never extends for ever", async () => {
  const token = await cartWith([await stock(1), 1]);
  await hold(token);
  await db().$executeRaw`UPDATE carts SET held_since = now() - interval '18 minutes' WHERE id = ${await idOf(token)}`;
  await hold(token);
  const [capped] = await holdsOf(token);
  expect((capped!.endsAt.getTime() - Date.now()) / 60_000).toBeCloseTo(2, 1);
  await db().$executeRaw`UPDATE carts SET held_since = now() - interval '21 minutes' WHERE id = ${await idOf(token)}`;
  await end();
  expect(await hold(token)).toBe(false);
  await leaveCheckout(token);
  expect(await hold(token)).toBe(false);
});

test("one address holds for a few carts at a time; the next is kept nothing, and orders all the same", async () => {
  const rye = await stock(20);
  const address = elsewhere();
  for (let cart = 0; cart < mostCartsPerAddress; cart += 1) {
    expect(await hold(await cartWith([rye, 1]), address)).toBe(true);
  }
  const next = await cartWith([rye, 1]);
  expect(await hold(next, address)).toBe(false);
  expect(await hold(await cartWith([rye, 1]), elsewhere())).toBe(true);
  await place(next);
});

test("one address cannot hold a whole level, however many carts it opens", async () => {
  const rye = await stock(12);
  const address = elsewhere();
  for (let cart = 0; cart < 4; cart += 1) await hold(await cartWith([rye, 3]), address);
  expect(await readLevel(rye.levelId)).toMatchObject({ held: 6 });
  await buy(rye, 6);
});

describe("one address that comes with a fresh cart each time", () => {
  /** So many minutes go by for what is held and since when. */
  const pass = async (minutes: number) => {
    await db()
      .$executeRaw`UPDATE holds SET ends_at = ends_at - make_interval(mins => ${minutes}::int), made_at = made_at - make_interval(mins => ${minutes}::int)`;
    await db().$executeRaw`UPDATE carts SET held_since = held_since - make_interval(mins => ${minutes}::int)`;
    await db().$executeRaw`UPDATE address_turns SET since = since - make_interval(mins => ${minutes}::int)`;
  };
  const heldOf = async ({ levelId }: Stocked) => {
    const [row] = await db().$queryRaw<{ units: number }[]>`
      SELECT coalesce(sum(units), 0)::int AS units FROM holds WHERE level_id = ${levelId} AND ends_at > holdfast_now()`;
    return row!.units;
  };
  /** As a script would: a cart with a cookie of its own asks each minute, and the one before lets go. Whether the last unit was kept in each. */
  async function byTurns(rye: Stocked, address: string, minutes: number): Promise<boolean[]> {
    const kept: boolean[] = [];
    for (let minute = 0; minute < minutes; minute += 1) {
      const token = await cartWith([rye, 1]).catch(() => null);
      if (token) {
        await hold(token, address);
        kept.push((await heldOf(rye)) === 1);
        if (minute % 3 === 0) await leaveCheckout(token);
      } else kept.push(true);
      await pass(1);
    }
    return kept;
  }

  test("cannot keep the last unit for longer than twice the time, and then not for as long as the shop keeps anything", async () => {
    const kept = await byTurns(await stock(1), elsewhere(), 31);
    expect(kept).toEqual(Array.from({ length: 31 }, (_, minute) => minute < 20 || minute >= 30));
  });

  test("leaves it to another then, who keeps it for the whole time", async () => {
    const [rye, address] = [await stock(1), elsewhere()];
    await byTurns(rye, address, 20);
    const token = await cartWith([rye, 1]);
    expect(await hold(await cartWith([rye, 1]), address)).toBe(false);
    expect(await hold(token)).toBe(true);
    const [mine] = await holdsOf(token);
    expect((mine!.endsAt.getTime() - Date.now()) / 60_000).toBeCloseTo(10, 1);
    await place(token);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("keeps one of two then, and orders both all the same", async () => {
    const [rye, address] = [await stock(2), elsewhere()];
    expect(await hold(await cartWith([rye, 2]), address)).toBe(true);
    expect(await heldOf(rye)).toBe(2);
    await pass(21);
    const token = await cartWith([rye, 2]);
    expect(await hold(token, address)).toBe(true);
    expect(await heldOf(rye)).toBe(1);
    await place(token);
    expect(await readLevel(rye.levelId)).toMatchObject({ committed: 2, held: 0 });
  });

  test("a cart that comes late in the turn keeps the last one until the turn ends, also if it asks again", async () => {
    const [rye, address] = [await stock(1), elsewhere()];
    const first = await cartWith([rye, 1]);
    await hold(first, address);
    await pass(16);
    const second = await cartWith([rye, 1]);
    await hold(second, address);
    const left = async () => ((await holdsOf(second))[0]!.endsAt.getTime() - Date.now()) / 60_000;
    expect(await left()).toBeCloseTo(4, 1);
    await pass(2);
    expect(await hold(second, address)).toBe(true);
    expect(await left()).toBeCloseTo(2, 1);
  });

  test("what a cart keeps is not taken from it, though the half becomes less; it is only kept no longer", async () => {
    const [rye, address] = [await stock(12), elsewhere()];
    const token = await cartWith([rye, 6]);
    await hold(token, address);
    await pass(5);
    const [before] = await holdsOf(token);
    await buy(rye, 6);
    await db().$executeRaw`UPDATE address_turns SET since = since - interval '16 minutes'`;
    await hold(token, address);
    expect(await holdsOf(token)).toEqual([before]);
  });

  test("is known by a hash for that long and no longer", async () => {
    const [rye, address] = [await stock(1), elsewhere()];
    await db().addressTurn.deleteMany();
    await hold(await cartWith([rye, 1]), address);
    const [turn] = await db().addressTurn.findMany();
    expect(turn).toMatchObject({ levelId: rye.levelId, address: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await pass(29);
    expect(await forgetOldTurns()).toBe(0);
    await pass(2);
    expect(await forgetOldTurns()).toBe(1);
    await hold(await cartWith([await stock(1), 1]), address);
    await pass(31);
    await hold(await cartWith([rye, 1]), address);
    expect(await db().addressTurn.findMany()).toMatchObject([{ levelId: rye.levelId }]);
  });
});

test("a cart does not hold more than one order may have, nor what is not on sale, nor what is not there", async () => {
  const [rye, bun, roll] = [await stock(9), await stock(9), await stock(9)];
  const token = await cartWith([rye, 3], [bun, 1], [roll, 3]);
  await db().variant.update({ where: { id: rye.variantId }, data: { limitPerOrder: 2 } });
  await db().variant.update({ where: { id: bun.variantId }, data: { hiddenAt: new Date() } });
  await buy(roll, 7);
  await hold(token);
  expect(await readLevel(rye.levelId)).toMatchObject({ held: 2 });
  expect(await readLevel(bun.levelId)).toMatchObject({ held: 0 });
  expect(await readLevel(roll.levelId)).toMatchObject({ held: 2 });
});

test("nothing is kept where the shop does not want it, is closed, or the day is over", async () => {
  const token = await cartWith([await stock(3), 1]);
  await db().shop.updateMany({ data: { holdMinutes: 0 } });
  expect(await hold(token)).toBe(false);
  await db().shop.updateMany({ data: { holdMinutes: 10, orderingOpen: false } });
  expect(await hold(token)).toBe(false);
  await db().shop.updateMany({ data: { orderingOpen: true } });
  await db().cart.update({
    where: { id: await idOf(token) },
    data: { day: new Date(`${addDays(dayOf(new Date(), "Europe/London"), -1)}T00:00:00Z`) },
  });
  expect(await hold(token)).toBe(false);
});

test.each([undefined, "", "nobody", "x".repeat(22)])(
  "a token that opens no cart (%j) holds and leaves nothing",
  async (token) => {
    expect(await holdCart({ token, address: elsewhere(), fallback: tomorrow })).toBe(false);
    await leaveCheckout(token);
  },
);

test("a cart that became an order holds nothing any more", async () => {
  const token = await cartWith([await stock(3), 1]);
  await place(token);
  expect(await hold(token)).toBe(false);
});

test("a cart without a day holds for the shop's next, and becomes one for it", async () => {
  const rye = await stock(3);
  const id = await fillCart([{ variantId: rye.variantId, quantity: 1 }]);
  const token = "a".repeat(22);
  await db().cart.update({ where: { id }, data: { day: null, tokenHash: tokenHash(token) } });
  await holdCart({ token, address: elsewhere(), fallback: tomorrow });
  expect(await readCart(token, null)).toMatchObject({ day: tomorrow, dayChosen: true });
  expect(await readLevel(rye.levelId)).toMatchObject({ held: 1 });
});
