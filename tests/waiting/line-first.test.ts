import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { db } from "@/lib/db/client";
import { newToken } from "@/lib/id";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { receiveStock } from "@/lib/stock/receive-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { shareOut } from "@/lib/stock/rules-of-offers";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { suspendOffers } from "@/lib/stock/suspend-offers";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { dropIn, shelf } from "@/tests/catalog/drops";
import { wrongInBooks } from "@/tests/support/books";
import { setClock } from "@/tests/support/clock";
import { openConnections, useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  fillCart,
  openShop,
  owner,
  readLevel,
  type Stocked,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";
import { join, receive, statesOf } from "@/tests/support/waiting";

/** What those in line could take is theirs, and all else is anybody's, also before the worker looks. */
useDatabase();
beforeAll(openShop);
afterEach(async () => {
  await setClock(null);
  expect(await wrongInBooks()).toEqual([]);
});

const later = (minutes: number) => setClock(new Date(Date.now() + minutes * 60_000).toISOString());

/** A cart in checkout that keeps so many of a variant. */
async function keep({ variantId }: Stocked, quantity: number, address: string): Promise<string> {
  const [id, token] = [await fillCart([{ variantId, quantity }]), newToken()];
  await db().cart.update({ where: { id }, data: { tokenHash: tokenHash(token) } });
  expect(await holdCart({ token, address, fallback: tomorrow })).toBe(true);
  return token;
}

describe("when a hold has ended and no worker looks", () => {
  test("what nobody in line can take is sold at once", async () => {
    const loaf = await stock(1);
    await keep(loaf, 1, "192.0.2.1");
    const [two] = [await join(loaf, { wanted: 2 })];
    await later(11);
    await buy(loaf);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, committed: 1, held: 0 });
    expect(await statesOf([two])).toEqual(["waiting"]);
  });

  test("what those in line leave is sold at once, and not a unit more", async () => {
    const loaf = await stock(3);
    await keep(loaf, 3, "192.0.2.2");
    const [one, three] = [await join(loaf), await join(loaf, { wanted: 3 })];
    await later(11);
    await expect(buy(loaf, 3)).rejects.toMatchObject({ detail: { lines: [{ available: 2 }] } });
    await buy(loaf, 2);
    expect(await statesOf([one, three])).toEqual(["offered", "waiting"]);
  });
});

test("what is left after the line is said by the database as the offers share it out", async () => {
  const loaf = await stock(0);
  const place = fc.record({ wanted: fc.integer({ min: 1, max: 6 }), takesFewer: fc.boolean() });
  const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
  const run = async (line: { wanted: number; takesFewer: boolean }[], limitPerOrder: number | null, free: number) => {
    const limited = (most: number | null) =>
      db().variant.update({ where: { id: loaf.variantId }, data: { limitPerOrder: most } });
    await limited(null);
    await db().waitingPlace.deleteMany({ where: { levelId: loaf.levelId } });
    for (const one of line) await join(loaf, one);
    await limited(limitPerOrder);
    const places = line.map((one, index) => ({
      ...one,
      id: String(index),
      limit: limitPerOrder,
      may: null,
      offer: null,
    }));
    const shared = shareOut(free, places).reduce((sum, { units }) => sum + units, 0);
    const [row] = await db().$queryRaw<
      { rest: number }[]
    >`SELECT left_after_line(${loaf.levelId}, ${free}::int) AS rest`;
    expect(row).toEqual({ rest: free - shared });
  };
  await fc.assert(fc.asyncProperty(fc.array(place, { maxLength: 5 }), limit, fc.nat(9), run), { numRuns: 25 });
  await db().waitingPlace.deleteMany({ where: { levelId: loaf.levelId } });
  await db().stockLevel.update({ where: { id: loaf.levelId }, data: { waiting: 0 } });
});

test("before a drop begins, its count is without what those in line could take, and the first order after its instant takes none of it", async () => {
  const loaf = await shelf(0);
  const first = await join(loaf);
  await dropIn([loaf], 60_000);
  await receive(loaf, 3);
  expect(await statesOf([first])).toEqual(["waiting"]);
  const cart = await fillCart([{ variantId: loaf.variantId, quantity: 3 }]);
  await setClock(new Date(Date.now() + 61_000).toISOString());
  await expect(submit(cart)).rejects.toMatchObject({ code: "out_of_stock", detail: { lines: [{ available: 2 }] } });
  await buy(loaf, 2);
  expect(await statesOf([first])).toEqual(["offered"]);
});

test("while ordering is paused the counter sells what is free, but for what the line waits for", async () => {
  const jam = await stock(0, { keeps: true });
  const first = await join(jam);
  await pauseOrdering(owner, { minutes: 20, message: "" });
  const receipt = { variantId: jam.variantId, day: null, quantity: 2, note: "" };
  await receiveStock(counter, receipt);
  expect(await statesOf([first])).toEqual(["waiting"]);
  const tap = (key: string) => sellAtCounter(counter, { key, variantId: jam.variantId, day: null });
  expect(await tap("tap-of-the-first-one")).toMatchObject({ available: 0 });
  await expect(tap("tap-of-the-second-one")).rejects.toMatchObject({ code: "none_available", detail: { promised: 1 } });
  await resumeOrdering(owner);
});

test("an order that takes fewer than its cart keeps gives the rest to the line before it is stored", async () => {
  const loaf = await stock(0);
  const [first, next] = [await join(loaf, { wanted: 3 }), await join(loaf, { wanted: 2 })];
  await receive(loaf, 3);
  const token = await acceptOffer(first, undefined);
  const { id } = await db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! } });
  // As a cart has it whose offer came anew with more than it asks for by now.
  await db().cart.update({
    where: { id },
    data: { lines: [{ variantId: loaf.variantId, quantity: 1, seenPriceMinor: 450 }], version: { increment: 1 } },
  });
  await submit(id);
  expect(await statesOf([first, next])).toEqual(["taken", "offered"]);
  expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 3, committed: 1, held: 2 });
});

test("whoever enters checkout just after a door opened keeps what comes back to their own cart, though nobody looked yet", async () => {
  const loaf = await stock(0);
  const first = await join(loaf);
  await receive(loaf, 1);
  const token = await acceptOffer(first, undefined);
  await db().shop.updateMany({ data: { orderingOpen: false } });
  await suspendOffers();
  expect(await statesOf([first])).toEqual(["waiting"]);
  await db().shop.updateMany({ data: { orderingOpen: true } });
  expect(await holdCart({ token, address: "192.0.2.5", fallback: tomorrow })).toBe(true);
  await submit((await db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! } })).id);
  expect(await statesOf([first])).toEqual(["taken"]);
});

test("one level that is busy keeps none of the others from being looked after", async () => {
  const [busy, other] = [await stock(1), await stock(1)];
  await keep(busy, 1, "192.0.2.3");
  await keep(other, 1, "192.0.2.4");
  await later(11);
  const [client] = await openConnections(1);
  await client!.query("BEGIN");
  await client!.query("SELECT 1 FROM stock_levels WHERE id = $1 FOR UPDATE", [busy.levelId]);
  await expect(releaseEndedHolds()).rejects.toMatchObject({ code: "busy" });
  expect(await readLevel(other.levelId)).toMatchObject({ held: 0 });
  await client!.query("ROLLBACK");
  await releaseEndedHolds();
  expect(await readLevel(busy.levelId)).toMatchObject({ held: 0 });
});
