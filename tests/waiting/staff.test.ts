import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { removeItem } from "@/lib/catalog/remove-item";
import { restoreItem } from "@/lib/catalog/restore-item";
import { db } from "@/lib/db/client";
import { closeDay } from "@/lib/settings/close-day";
import { reopenDay } from "@/lib/settings/reopen-day";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays, weekdayOf } from "@/lib/time";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { closeLists } from "@/lib/waiting/close-lists";
import { movePlace } from "@/lib/waiting/move-place";
import { removePlace } from "@/lib/waiting/remove-place";
import { listWaiting } from "@/lib/waiting/staff-queries";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  counter,
  customer,
  manager,
  openShop,
  owner,
  readLevel,
  type Stocked,
  stock,
  tomorrow,
} from "@/tests/support/shop";
import { ask, join, statesOf, waitingOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);

const idOf = async (token: string) => (await db().waitingPlace.findUniqueOrThrow({ where: { token } })).id;
const receive = ({ variantId }: Stocked) => receiveStock(counter, { variantId, day: tomorrow, quantity: 1, note: "" });
/** The tokens of those who wait, in line order. */
const lineOf = async ({ levelId }: Stocked) =>
  (await db().waitingPlace.findMany({ where: { levelId, state: "waiting" }, orderBy: { position: "asc" } })).map(
    ({ token }) => token,
  );

describe("moving a place", () => {
  test("puts it elsewhere in line, moves those between, and stands in the log with its reason but no name", async () => {
    const loaf = await stock(0);
    const [a, b, c] = [await join(loaf), await join(loaf), await join(loaf)];
    expect(await movePlace(manager, { placeId: await idOf(c), to: 1, reason: "Her order was dropped" })).toBe(1);
    expect(await lineOf(loaf)).toEqual([c, a, b]);
    await movePlace(manager, { placeId: await idOf(c), to: 99, reason: "Back again" });
    expect(await lineOf(loaf)).toEqual([a, b, c]);
    const events = await db().event.findMany({
      where: { subjectId: await idOf(c), type: "waiting.moved" },
      orderBy: { at: "asc" },
    });
    expect(events).toMatchObject([
      { actor: { id: manager.id }, previous: { place: 3 }, snapshot: { place: 1, reason: "Her order was dropped" } },
      { previous: { place: 1 }, snapshot: { place: 3 } },
    ]);
    expect(JSON.stringify(events)).not.toContain("@example.org");
  });

  test("decides who is asked next", async () => {
    const loaf = await stock(0);
    const [a, b] = [await join(loaf), await join(loaf)];
    await movePlace(owner, { placeId: await idOf(b), to: 1, reason: "Promised" });
    await receive(loaf);
    expect(await statesOf([a, b])).toEqual(["waiting", "offered"]);
    await expect(movePlace(owner, { placeId: await idOf(b), to: 1, reason: "Again" })).rejects.toMatchObject({
      code: "not_in_line",
    });
  });

  test("by many at once leaves every place in line once", async () => {
    const loaf = await stock(0);
    const tokens = [await join(loaf), await join(loaf), await join(loaf), await join(loaf)];
    const ids = await Promise.all(tokens.map(idOf));
    await Promise.all(ids.map((placeId, at) => movePlace(owner, { placeId, to: 4 - at, reason: "All at once" })));
    expect((await lineOf(loaf)).toSorted()).toEqual(tokens.toSorted());
  });
});

describe("taking somebody off a list", () => {
  test("ends the place, and gives what was kept for it to the next", async () => {
    const loaf = await stock(0);
    const [a, b] = [await join(loaf), await join(loaf)];
    await receive(loaf);
    await removePlace(manager, { placeId: await idOf(a), reason: "Called: does not want it" });
    expect(await statesOf([a, b])).toEqual(["left", "offered"]);
    await expect(removePlace(manager, { placeId: await idOf(a), reason: "Twice" })).rejects.toMatchObject({
      code: "place_ended",
    });
    expect(await db().event.count({ where: { subjectId: await idOf(a), type: "waiting.removed" } })).toBe(1);
  });
});

describe("without the permission", () => {
  test("nothing moves and nobody is taken off", async () => {
    const loaf = await stock(0);
    const line = [await join(loaf), await join(loaf)];
    const placeId = await idOf(line[1]!);
    for (const [who, code] of [
      [counter, "not_permitted"],
      [customer, "not_signed_in"],
      [null, "not_signed_in"],
    ] as const) {
      await expect(movePlace(who, { placeId, to: 1, reason: "No" })).rejects.toMatchObject({ code });
      await expect(removePlace(who, { placeId, reason: "No" })).rejects.toMatchObject({ code });
    }
    expect(await lineOf(loaf)).toEqual(line);
  });
});

describe("the staff's lists", () => {
  test("show who has something kept, who waits in which order, and who did not confirm", async () => {
    const loaf = await stock(0);
    const tokens = [await join(loaf), await join(loaf), await ask(loaf)];
    await receive(loaf);
    const list = (await listWaiting()).find(({ levelId }) => levelId === loaf.levelId)!;
    expect(list.places.map(({ state, place }) => [state, place])).toEqual([
      ["offered", null],
      ["waiting", 1],
      ["unconfirmed", null],
    ]);
    expect(list.places.map(({ id }) => id)).toEqual(await Promise.all(tokens.map(idOf)));
  });
});

describe("a list whose day can no longer be ordered for", () => {
  test("is over for all who wait; an offer runs to its own end", async () => {
    const loaf = await stock(0);
    const line = [await join(loaf), await join(loaf), await ask(loaf)];
    await receive(loaf);
    expect(await closeLists()).toBe(0);
    expect(await closeLists(new Date(`${addDays(tomorrow, 1)}T12:00:00Z`))).toBeGreaterThanOrEqual(2);
    expect(await statesOf(line)).toEqual(["offered", "over", "over"]);
    expect(await waitingOf(loaf)).toEqual({ counted: 0, places: 0 });
  });

  test("tells each who was in line once that none came back, and nobody who did not confirm", async () => {
    const loaf = await stock(0);
    const line = [await join(loaf, { wanted: 2 }), await join(loaf), await ask(loaf)];
    const over = new Date(`${addDays(tomorrow, 1)}T12:00:00Z`);
    await Promise.all([closeLists(over), closeLists(over)]);
    await closeLists(over);
    const told = await Promise.all(line.map((token) => endsToldTo(token)));
    expect(told).toEqual([1, 1, 0]);
  });

  test("ends for more people than one transaction tells, all of them told", async () => {
    const loaf = await stock(0);
    await fillLine(loaf, 230);
    expect(await closeLists(new Date(`${addDays(tomorrow, 1)}T12:00:00Z`))).toBeGreaterThanOrEqual(230);
    expect(await waitingOf(loaf)).toEqual({ counted: 0, places: 0 });
    const [{ told } = { told: 0 }] = await db().$queryRaw<{ told: number }[]>`
      SELECT count(DISTINCT e.subject_id)::int AS told FROM events e JOIN waiting_places p ON p.id = e.subject_id
       WHERE e.type = 'waiting.over' AND p.level_id = ${loaf.levelId}`;
    expect(told).toBe(230);
  });

  test("ends for what was archived too, also without a day, once it was not brought back for ten minutes", async () => {
    const jam = await stock(0, { keeps: true });
    const token = await join(jam);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: jam.variantId }, select: { itemId: true } });
    expect(await removeItem(owner, { itemId })).toBe("archived");
    await closeLists();
    expect(await statesOf([token])).toEqual(["waiting"]);
    await restoreItem(owner, { itemId });
    await age(itemId);
    await closeLists();
    expect(await statesOf([token])).toEqual(["waiting"]);
    await removeItem(owner, { itemId });
    await age(itemId);
    await closeLists();
    expect(await statesOf([token])).toEqual(["over"]);
    expect(await endsToldTo(token)).toBe(1);
  });

  test("forgets a place that nobody confirmed within a day", async () => {
    const loaf = await stock(0);
    const [line, late] = [await join(loaf), await ask(loaf)];
    await db()
      .$executeRaw`UPDATE waiting_places SET asked_at = asked_at - interval '25 hours' WHERE token IN (${line}, ${late})`;
    expect(await closeLists()).toBe(1);
    expect(await statesOf([line, late])).toEqual(["waiting", "over"]);
  });
});

describe("a list whose day is closed", () => {
  afterEach(async () => {
    await reopenDay(owner, { day: tomorrow });
    await closeLists();
  });
  const close = () => closeDay(owner, { day: tomorrow, reason: "The oven rests" });
  const shutFor = (minutes: number) =>
    db().$executeRaw`UPDATE waiting_places SET shut_at = shut_at - make_interval(mins => ${minutes}::int)`;

  test("ends two minutes later, each who was in line told so once, by a job that was stored with the closing", async () => {
    const loaf = await stock(0);
    const line = [await join(loaf), await join(loaf, { wanted: 2 }), await ask(loaf)];
    expect(await close()).toMatchObject({ waiting: expect.any(Number) });
    expect(await jobsOf("waiting.close")).toBeGreaterThan(0);
    expect(await closeLists()).toBe(0);
    await shutFor(1);
    expect(await closeLists()).toBe(0);
    expect(await statesOf(line)).toEqual(["waiting", "waiting", "unconfirmed"]);
    await shutFor(1);
    await Promise.all([closeLists(), closeLists()]);
    expect(await statesOf(line)).toEqual(["over", "over", "over"]);
    expect(await Promise.all(line.map((token) => endsToldTo(token, "waiting.shut")))).toEqual([1, 1, 0]);
    expect(await waitingOf(loaf)).toEqual({ counted: 0, places: 0 });
  });

  test("goes on if the day is opened again within that time, and counts anew if it is closed once more", async () => {
    const loaf = await stock(0);
    const token = await join(loaf);
    await close();
    await closeLists();
    await shutFor(1);
    await reopenDay(manager, { day: tomorrow });
    await closeLists();
    await close();
    await closeLists();
    await shutFor(1);
    await closeLists();
    expect(await statesOf([token])).toEqual(["waiting"]);
    await reopenDay(manager, { day: tomorrow });
    await shutFor(5);
    await closeLists();
    expect(await statesOf([token])).toEqual(["waiting"]);
    await receive(loaf);
    expect(await statesOf([token])).toEqual(["offered"]);
  });

  test("takes back what was offered, also to a cart, offers it to nobody, and leaves other days alone", async () => {
    const [loaf, jam] = [await stock(0), await stock(0, { keeps: true })];
    const [first, second, jar] = [await join(loaf), await join(loaf), await join(jam)];
    await receiveStock(counter, { variantId: loaf.variantId, day: tomorrow, quantity: 2, note: "" });
    expect(await statesOf([first, second])).toEqual(["offered", "offered"]);
    await acceptOffer(second, undefined);
    await close();
    await closeLists();
    await shutFor(2);
    await closeLists();
    expect(await statesOf([first, second, jar])).toEqual(["over", "over", "waiting"]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 2, held: 0 });
    expect(await db().hold.count({ where: { levelId: loaf.levelId } })).toBe(0);
    expect(await endsToldTo(first, "waiting.shut")).toBe(1);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("ends too where the week no longer has its weekday", async () => {
    const loaf = await stock(0);
    const token = await join(loaf);
    const weekday = weekdayOf(tomorrow);
    const row = await db().openingHours.delete({ where: { weekday } });
    await closeLists();
    await shutFor(2);
    await closeLists();
    await db().openingHours.create({ data: row });
    expect(await statesOf([token])).toEqual(["over"]);
  });
});

/** How often somebody was told that their list has ended. */
async function endsToldTo(token: string, type = "waiting.over"): Promise<number> {
  return db().event.count({ where: { type, subjectId: await idOf(token) } });
}

async function jobsOf(name: string): Promise<number> {
  const [{ jobs } = { jobs: 0 }] = await db().$queryRaw<{ jobs: number }[]>`
    SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = ${name} AND state = 'created'`;
  return jobs;
}

/** Lets an item's archiving, if it was archived, be a quarter of an hour ago. */
async function age(itemId: string): Promise<void> {
  await db().$executeRaw`UPDATE items SET archived_at = archived_at - interval '15 minutes' WHERE id = ${itemId}`;
}

/** Puts many in line at once. */
async function fillLine({ variantId, levelId }: Stocked, people: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO waiting_places (id, token, level_id, variant_id, day, wanted, email, contact, state, position, asked_at, confirmed_at)
    SELECT 'plc_01J' || lpad(n::text, 23, '0'), lpad(n::text, 22, 'w'), ${levelId}, ${variantId}, ${tomorrow}::date, 1,
           'line' || n || '@example.org', 'line' || n || '@example.org', 'waiting', nextval('waiting_positions')::int, now(), now()
      FROM generate_series(1, ${people}::int) n`;
  await db().$executeRaw`UPDATE stock_levels SET waiting = ${people} WHERE id = ${levelId}`;
}
