import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { offerWaiting } from "@/lib/stock/offer-waiting";
import { receiveStock } from "@/lib/stock/receive-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { instantAt } from "@/lib/time";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { findPlace } from "@/lib/waiting/queries";
import { wrongInBooks } from "@/tests/support/books";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import { counter, openShop, owner, readLevel, type Stocked, stock, submit, tomorrow } from "@/tests/support/shop";
import { join, statesOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().shop.updateMany({ data: { offerMinutes: 30, holdMinutes: 10 } });
});
afterEach(async () => {
  await setClock(null);
  await resumeOrdering(owner);
});

const minute = 60_000;
const pause = (minutes: number) => pauseOrdering(owner, { minutes, message: "The oven is full." });
const receive = (variant: Stocked, quantity = 1) =>
  receiveStock(counter, { variantId: variant.variantId, day: tomorrow, quantity, note: "" });
const later = (minutes: number) => setClock(new Date(Date.now() + minutes * minute).toISOString());
const cartOf = (token: string) => db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! } });

/** The sweep of each second, as the worker does it. */
async function sweep(): Promise<void> {
  await releaseEndedHolds();
  await offerWaiting();
}

async function offered() {
  const loaf = await stock(0);
  const [first, next] = [await join(loaf), await join(loaf)];
  await receive(loaf);
  return { loaf, first, next };
}

/** Until when something is kept for a place, by its page, its row and its hold. */
async function endsOf(token: string) {
  const { id, levelId, offeredUntil } = await db().waitingPlace.findUniqueOrThrow({ where: { token } });
  const { endsAt } = await db().hold.findFirstOrThrow({ where: { levelId, placeId: id } });
  const { until } = (await findPlace(token))!;
  return { page: Date.parse(until!), row: offeredUntil!.getTime(), hold: endsAt.getTime() };
}

describe("while ordering is paused an offer's time does not run", () => {
  test("a pause that is longer than it: it is there afterwards, for what was left of its time, and is ordered", async () => {
    const { loaf, first, next } = await offered();
    const before = await endsOf(first);
    const asked = Date.now();
    const until = await pause(60);
    const after = await endsOf(first);
    expect(new Set(Object.values(after)).size).toBe(1);
    expect(Math.abs(after.page - until.getTime() - (before.page - asked))).toBeLessThan(2_000);
    await later(59);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
    await later(75);
    await sweep();
    const order = await submit((await cartOf(await acceptOffer(first, undefined))).id);
    expect(order.repeated).toBe(false);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, committed: 1, held: 0 });
  });

  test("then it goes on: not ordered by its end, it passes to the next", async () => {
    const { first, next } = await offered();
    await pause(60);
    await later(91);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["passed", "offered"]);
  });

  test("paused for longer, it is kept for longer; for shorter or no more, no end that was told comes nearer", async () => {
    const { first } = await offered();
    await pause(20);
    const once = await endsOf(first);
    await pause(50);
    const twice = await endsOf(first);
    expect(Math.abs(twice.page - once.page - 30 * minute)).toBeLessThan(2_000);
    await pause(5);
    await resumeOrdering(owner);
    expect(await endsOf(first)).toEqual(twice);
  });

  test("nothing is offered during it, and what came free is afterwards, for the full time", async () => {
    const loaf = await stock(0);
    const first = await join(loaf);
    const until = await pause(60);
    await receive(loaf);
    await sweep();
    expect(await statesOf([first])).toEqual(["waiting"]);
    await later(61);
    await sweep();
    expect((await endsOf(first)).page).toBeGreaterThan(until.getTime() + 30 * minute);
  });

  test("never beyond the last moment to order", async () => {
    const { first } = await offered();
    const orderBy = instantAt(tomorrow, 1_440, "Europe/London");
    await pause(1_440);
    const once = await endsOf(first);
    await pause(1_440);
    await db().shop.updateMany({ data: { orderingPausedUntil: null } });
    await pause(1_440);
    await db().shop.updateMany({ data: { orderingPausedUntil: null } });
    await pause(1_440);
    expect(once.page).toBeLessThanOrEqual(orderBy.getTime());
    expect((await endsOf(first)).page).toBe(orderBy.getTime());
  });

  test("an offer that was over before stays so", async () => {
    const { first, next } = await offered();
    await later(31);
    await pause(60);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["passed", "waiting"]);
  });
});

describe("a cart that took an offer up, while ordering is paused", () => {
  test("keeps it, and can order it once the pause is over; what it holds besides ends as ever", async () => {
    const [{ loaf, first, next }, jam] = [await offered(), await stock(2, { keeps: true })];
    const token = await acceptOffer(first, undefined);
    const { id, lines } = await cartOf(token);
    const more = [...(lines as object[]), { variantId: jam.variantId, quantity: 1, seenPriceMinor: 450 }];
    await db().cart.update({ where: { id }, data: { lines: more } });
    await holdCart({ token, address: "192.0.2.9", fallback: null });
    await pause(60);
    await later(59);
    await sweep();
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 1 });
    expect(await readLevel(jam.levelId)).toMatchObject({ held: 0 });
    await later(65);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
    await submit(id);
    expect(await statesOf([first, next])).toEqual(["taken", "waiting"]);
  });

  test("that gives it back gives it to the place, which has it for the rest of its time", async () => {
    const { first, next } = await offered();
    const token = await acceptOffer(first, undefined);
    await pause(60);
    await leaveCheckout(token);
    expect((await findPlace(first))!).toMatchObject({ state: "offered", units: 1, inCart: false });
    await later(75);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
  });
});

describe("whoever has an offer", () => {
  test("is told by whom the log names that it is kept longer, until when, and is sent to their place", async () => {
    const { first } = await offered();
    await pause(60);
    const { page } = await endsOf(first);
    const { id } = await db().waitingPlace.findUniqueOrThrow({ where: { token: first } });
    const event = await db().event.findFirstOrThrow({ where: { subjectId: id, type: "waiting.kept_longer" } });
    expect(event).toMatchObject({
      actor: { kind: "staff", name: owner.name },
      snapshot: { state: "offered", until: new Date(page).toISOString() },
    });
    await planDeliveries(event.id);
    const { subject, body } = await db().delivery.findFirstOrThrow({ where: { eventId: event.id } });
    expect(subject).toMatch(/^Test Bakery: kept for you until /);
    expect(body).toContain(`/waiting/${first}`);
  });

  test("is told nothing where its end stays", async () => {
    const { first } = await offered();
    await pause(60);
    await pause(30);
    const { id } = await db().waitingPlace.findUniqueOrThrow({ where: { token: first } });
    expect(await db().event.count({ where: { subjectId: id, type: "waiting.kept_longer" } })).toBe(1);
  });
});

test("after all of it the books agree with the levels", async () => {
  expect(await wrongInBooks()).toEqual([]);
});
