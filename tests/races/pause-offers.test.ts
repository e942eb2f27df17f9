import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { offerWaiting } from "@/lib/stock/offer-waiting";
import { receiveStock } from "@/lib/stock/receive-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { wrongInBooks } from "@/tests/support/books";
import { openConnections, useDatabase } from "@/tests/support/database";
import { inFrontOf, reach } from "@/tests/support/in-front-of";
import { somebodyWaits, throughOrWaiting } from "@/tests/support/lock-waits";
import { counter, openShop, owner, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { join, readPlace, statesOf } from "@/tests/support/waiting";

/** The seam exists only here: whoever offers does not keep the shop as it is, or a pause lengthens nothing. */
const off = vi.hoisted(() => ({ keeping: false, lengthening: false }));

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  const keepShop: typeof real.keepShop = async (tx) => (off.keeping ? undefined : real.keepShop(tx));
  return { ...real, keepShop };
});
vi.mock("@/lib/stock/lengthen-offers", async (original) => {
  const real = await original<typeof import("@/lib/stock/lengthen-offers")>();
  const lengthenOffers: typeof real.lengthenOffers = async (...all) =>
    off.lengthening ? undefined : real.lengthenOffers(...all);
  return { ...real, lengthenOffers };
});

useDatabase();
beforeAll(openShop);
beforeEach(() => resumeOrdering(owner));
afterEach(() => {
  off.keeping = false;
  off.lengthening = false;
});

const minute = 60_000;
const pause = () => pauseOrdering(owner, { minutes: 60, message: "" });
const receive = (loaf: Stocked) =>
  receiveStock(counter, { variantId: loaf.variantId, day: tomorrow, quantity: 1, note: "" });

async function sweep(): Promise<void> {
  await releaseEndedHolds();
  await offerWaiting();
}

/** Two in line, and an offer to the first that ends so soon. */
async function offeredFor(milliseconds: number) {
  const loaf = await stock(0);
  const line = [await join(loaf), await join(loaf)] as const;
  await receive(loaf);
  const [{ end } = { end: new Date() }] = await db().$queryRaw<{ end: Date }[]>`
    UPDATE waiting_places SET offered_until = date_trunc('milliseconds', holdfast_now()) + make_interval(secs => ${milliseconds / 1_000})
     WHERE token = ${line[0]} RETURNING offered_until AS end`;
  await db().hold.updateMany({ where: { levelId: loaf.levelId }, data: { endsAt: end } });
  return { loaf, line, end };
}

/** When ordering was paused last, by the log. */
async function pausedAt(): Promise<Date> {
  const last = await db().event.findFirstOrThrow({ where: { type: "shop.paused" }, orderBy: { at: "desc" } });
  return last.at;
}

describe("a pause, and an offer that ends at that moment", () => {
  /** Others keep looking whose time is over, while the pause is made. */
  async function race(milliseconds: number) {
    const { line, end } = await offeredFor(milliseconds);
    let paused = false;
    const look = async () => {
      while (!paused) await sweep();
    };
    const lookers = Promise.all([look(), look(), look()]);
    const until = await pause();
    paused = true;
    await lookers;
    await reach(end);
    await sweep();
    const { state, offeredUntil } = await readPlace(line[0]);
    return { state, offeredUntil, until, end, at: await pausedAt() };
  }

  test("it was over before the pause, or it is kept until after it: never neither", async () => {
    const seen = new Set<string>();
    for (const milliseconds of [0, 2, 4, 6, 8, 10, 12, 15, 20, 30, 50, 2_000]) {
      const { state, offeredUntil, until, end, at } = await race(milliseconds);
      expect(state).toBe(end <= at ? "passed" : "offered");
      if (state === "offered") expect(offeredUntil!.getTime() - until.getTime()).toBe(end.getTime() - at.getTime());
      seen.add(state);
      await resumeOrdering(owner);
    }
    expect(seen).toEqual(new Set(["passed", "offered"]));
    expect(await wrongInBooks()).toEqual([]);
  });

  test("where the pause lengthens nothing, somebody is skipped who could not order: the control", async () => {
    off.lengthening = true;
    const { state, end, at } = await race(2_500);
    expect({ state, within: end > at }).toEqual({ state: "passed", within: true });
  });

  test("a pause that waits for the level until the offer is over gives it no second life", async () => {
    const { loaf, line, end } = await offeredFor(400);
    const { order } = await inFrontOf(loaf.levelId, pause, end);
    await order;
    await sweep();
    expect(await statesOf(line)).toEqual(["passed", "waiting"]);
  });
});

describe("a pause that comes while an offer is being made", () => {
  /** The offer has looked at the shop and is not stored yet; then the pause comes. */
  async function race() {
    const loaf = await stock(0);
    const token = await join(loaf);
    const [other] = await openConnections(1);
    await other!.query("BEGIN");
    await other!.query("SELECT 1 FROM waiting_places WHERE token = $1 FOR UPDATE", [token]);
    const received = receive(loaf);
    await somebodyWaits();
    const paused = pause();
    await throughOrWaiting(paused, 2);
    await other!.query("COMMIT");
    const [until] = await Promise.all([paused, received]);
    const { state, offeredUntil } = await readPlace(token);
    return { state, left: offeredUntil!.getTime() - until.getTime() };
  }

  test("sees it, and keeps it for longer", async () => {
    const { state, left } = await race();
    expect(state).toBe("offered");
    expect(left).toBeGreaterThan(29 * minute);
    expect(left).toBeLessThanOrEqual(30 * minute);
  });

  test("where whoever offers does not keep the shop as it is, it ends within the pause: the control", async () => {
    off.keeping = true;
    const { state, left } = await race();
    expect(state).toBe("offered");
    expect(left).toBeLessThan(0);
  });
});
