import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { receiveStock } from "@/lib/stock/receive-stock";
import { shareOut } from "@/lib/stock/rules-of-offers";
import { addDays } from "@/lib/time";
import { confirmPlace } from "@/lib/waiting/confirm-place";
import { knowWhoWaits } from "@/lib/waiting/know-who-waits";
import { leavePlace } from "@/lib/waiting/leave-place";
import { readPlaces } from "@/lib/waiting/queries";
import { listWaiting } from "@/lib/waiting/staff-queries";
import { contactOf, limited, order, placedDaysAgo } from "@/tests/people/shop";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buy, fillCart, openShop, owner, readLevel, type Stocked, submit, tomorrow } from "@/tests/support/shop";
import { ask, join, readPlace, receive, statesOf, sweep } from "@/tests/support/waiting";

/** Whoever has had all that a person may have of an item could not order what they would be offered. */
useDatabase();
beforeAll(openShop);
afterEach(async () => {
  expect(await wrongInBooks()).toEqual([]);
});

const dayAfter = addDays(tomorrow, 1);
let people = 0;
/** Somebody new. */
function somebody(): string {
  people += 1;
  return `limited-${people}@example.org`;
}

/** An item of which there is none left, with who is in line for it, and what they ordered of it since. */
async function lineOf(loaf: Stocked, wishes: { wanted?: number; takesFewer?: boolean; had?: number }[]) {
  const line = [];
  for (const { had = 0, ...wish } of wishes) {
    const email = somebody();
    const token = await join(loaf, { ...wish, contact: email });
    line.push({ email, token, had });
  }
  const orders = [];
  for (const { email, had } of line) if (had > 0) orders.push(await orderElsewhere(email, loaf, had));
  return { tokens: line.map(({ token }) => token), orders };
}

/** Somebody orders of the same item for another day, of which there is enough. */
async function orderElsewhere(email: string, { variantId }: Stocked, quantity: number) {
  await receiveStock(owner, { variantId, day: dayAfter, quantity, note: "" });
  return submit(await fillCart([{ variantId, quantity }], dayAfter), contactOf({ email }));
}

describe("whoever has had all that a person may have", () => {
  test("is passed over, keeps their place, and whoever is behind them is served", async () => {
    const loaf = await limited(0);
    const { tokens } = await lineOf(loaf, [{ had: 2 }, {}]);
    await receive(loaf, 1);
    expect(await statesOf(tokens)).toEqual(["waiting", "offered"]);
  });

  test("reads on their page, and staff on the list, that they are passed over", async () => {
    const loaf = await limited(0);
    const { tokens, orders } = await lineOf(loaf, [{ had: 2 }, {}]);
    const read = async () => {
      const pages = await readPlaces(tokens);
      const [list] = await listWaiting({ variantId: loaf.variantId });
      return [tokens.map((token) => pages.get(token)!.passedOver), list!.places.map((place) => place.passedOver)];
    };
    expect(await read()).toEqual([
      [true, false],
      [true, false],
    ]);
    await cancelOrder(owner, { orderId: orders[0]!.id, reason: "x" });
    expect((await read()).flat()).not.toContain(true);
  });

  test("leaves to walk-ins what nobody else in line could take", async () => {
    const loaf = await limited(0);
    const { tokens } = await lineOf(loaf, [{ had: 2 }, { had: 1, wanted: 2 }]);
    await receive(loaf, 2);
    await buy(loaf, 2);
    expect(await statesOf(tokens)).toEqual(["waiting", "waiting"]);
  });

  test("is offered it, before those behind them, once their order is cancelled", async () => {
    const loaf = await limited(0);
    const { tokens, orders } = await lineOf(loaf, [{ had: 2 }, { wanted: 2 }]);
    await receive(loaf, 1);
    await cancelOrder(owner, { orderId: orders[0]!.id, reason: "x" });
    await sweep();
    expect(await statesOf(tokens)).toEqual(["offered", "waiting"]);
  });

  test("is offered it once the period has passed", async () => {
    const loaf = await limited(0, { limit: 2, days: 7 });
    const { tokens, orders } = await lineOf(loaf, [{ had: 2 }]);
    await receive(loaf, 1);
    await placedDaysAgo(orders[0]!.id, 6);
    await sweep();
    expect(await statesOf(tokens)).toEqual(["waiting"]);
    await placedDaysAgo(orders[0]!.id, 1);
    await sweep();
    expect(await statesOf(tokens)).toEqual(["offered"]);
  });

  test("also by an order after what they are offered, is in line again at once, and the next is offered it", async () => {
    const loaf = await limited(0);
    const { tokens } = await lineOf(loaf, [{}, {}]);
    await receive(loaf, 1);
    expect(await statesOf(tokens)).toEqual(["offered", "waiting"]);
    const { contact } = await db().waitingPlace.findUniqueOrThrow({ where: { token: tokens[0]! } });
    await orderElsewhere(contact, loaf, 1);
    await sweep();
    expect(await statesOf(tokens)).toEqual(["offered", "waiting"]);
    await orderElsewhere(contact, loaf, 1);
    await sweep();
    expect(await statesOf(tokens)).toEqual(["waiting", "offered"]);
  });

  test("is known also where they asked for their place before it was noted by what orders know them", async () => {
    const loaf = await limited(0);
    const { tokens } = await lineOf(loaf, [{ had: 2 }, {}]);
    await db().waitingPlace.updateMany({ data: { personKey: "" } });
    expect(await knowWhoWaits()).toBeGreaterThan(0);
    expect(await knowWhoWaits()).toBe(0);
    await receive(loaf, 1);
    expect(await statesOf(tokens)).toEqual(["waiting", "offered"]);
  });

  test("is not passed over for a limit that is gone", async () => {
    const loaf = await limited(0);
    const { tokens } = await lineOf(loaf, [{ had: 2 }]);
    await receive(loaf, 1);
    await db().item.update({ where: { id: loaf.itemId }, data: { limitPerPerson: null, limitDays: null } });
    await sweep();
    expect(await statesOf(tokens)).toEqual(["offered"]);
  });
});

describe("whoever may have fewer than they want", () => {
  test("is offered only so many, if fewer will do", async () => {
    const loaf = await limited(0, { limit: 3 });
    const { tokens } = await lineOf(loaf, [{ had: 2, wanted: 3, takesFewer: true }, { wanted: 2 }]);
    await receive(loaf, 3);
    expect(await readPlace(tokens[0]!)).toMatchObject({ state: "offered", offeredUnits: 1 });
    expect(await readPlace(tokens[1]!)).toMatchObject({ state: "offered", offeredUnits: 2 });
  });

  test("is passed over, if it is to be all or nothing", async () => {
    const loaf = await limited(0, { limit: 3 });
    const { tokens } = await lineOf(loaf, [{ had: 2, wanted: 2 }, { wanted: 2 }]);
    await receive(loaf, 3);
    expect(await statesOf(tokens)).toEqual(["waiting", "offered"]);
  });

  test("is offered the limit, where it was set below what they asked for", async () => {
    const loaf = await limited(0, { limit: 5 });
    const { tokens } = await lineOf(loaf, [{ wanted: 4 }]);
    await db().item.update({ where: { id: loaf.itemId }, data: { limitPerPerson: 2 } });
    await receive(loaf, 3);
    expect(await readPlace(tokens[0]!)).toMatchObject({ state: "offered", offeredUnits: 2 });
  });
});

test("what is offered to somebody on one list counts on their others, until it is nobody's any more", async () => {
  const loaf = await limited(0, { limit: 2 });
  const other = await sameItem(loaf);
  const contact = somebody();
  const [first, next] = [await join(loaf, { wanted: 2, contact }), await join(other, { wanted: 2, contact })];
  await receive(loaf, 2);
  await receive(other, 2);
  expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
  await leavePlace(first);
  await sweep();
  expect(await statesOf([first, next])).toEqual(["left", "offered"]);
});

/** Another variant of the same item, of which there is none. */
async function sameItem({ itemId }: { itemId: string }): Promise<Stocked> {
  const made = await limited(0);
  await db().variant.update({ where: { id: made.variantId }, data: { itemId, position: 2 } });
  return made;
}

test("what is left after the line is said by the database as the offers share it out, also where a person's limit counts", async () => {
  const place = fc.record({
    wanted: fc.integer({ min: 1, max: 4 }),
    takesFewer: fc.boolean(),
    had: fc.integer({ min: 0, max: 4 }),
  });
  const run = async (line: { wanted: number; takesFewer: boolean; had: number }[], free: number) => {
    const loaf = await limited(0, { limit: 4 });
    await lineOf(loaf, line);
    const places = line.map((one, index) => ({
      ...{ id: String(index), limit: 4, may: 4 - one.had, offer: null },
      ...one,
    }));
    const left = free - shareOut(free, places).reduce((sum, { units }) => sum + units, 0);
    const rows = await db().$queryRaw`SELECT left_after_line(${loaf.levelId}, ${free}::int) AS rest`;
    expect(rows).toEqual([{ rest: left }]);
    if (free === 0) return;
    await receive(loaf, free);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: free, held: free - left });
  };
  await fc.assert(fc.asyncProperty(fc.array(place, { maxLength: 4 }), fc.nat(6), run), { numRuns: 20 });
});

describe("asking for a place", () => {
  test("for more than the limit leaves is refused in its words, with when it is possible again", async () => {
    const loaf = await limited(9, { limit: 2, days: 7 });
    const contact = somebody();
    await order({ email: contact }, loaf, 2);
    const refused = await ask(await sameItem(loaf), { contact, wanted: 2 }).catch((error) => error);
    expect(refused).toMatchObject({ code: "person_limit", detail: { lines: [{ requested: 2, had: 2 }] } });
    expect(refused.message).toMatch(
      /^At most 2 of Loaf \d+ per person in 7 days\. 2 were ordered already\. 2 can be ordered from \w{3} \d+ \w{3,4}, \d\d:\d\d on\.$/,
    );
  });

  test("is not refused to whom fewer will do, as long as the limit leaves one", async () => {
    const loaf = await limited(9, { limit: 2, days: 7 });
    const contact = somebody();
    await order({ email: contact }, loaf, 1);
    const other = await sameItem(loaf);
    await expect(ask(other, { contact, wanted: 2 })).rejects.toMatchObject({ code: "person_limit" });
    await confirmPlace(await ask(other, { contact, wanted: 2, takesFewer: true }));
    await receive(other, 2);
    expect(await readLevel(other.levelId)).toMatchObject({ held: 1 });
  });
});

test("in a pause what only those could take who have had theirs is no secret reserve", async () => {
  const loaf = await limited(0);
  const { tokens } = await lineOf(loaf, [{ had: 2 }, {}]);
  await pauseOrdering(owner, { minutes: 20, message: "" });
  await receive(loaf, 3);
  const rows = await db().$queryRaw`SELECT left_after_line(${loaf.levelId}, 3) AS rest`;
  expect(rows).toEqual([{ rest: 2 }]);
  await resumeOrdering(owner);
  await sweep();
  expect(await statesOf(tokens)).toEqual(["waiting", "offered"]);
});
