import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { lockLevels } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeLevels } from "@/lib/stock/change-levels";
import { offerWaiting } from "@/lib/stock/offer-waiting";
import { receiveStock } from "@/lib/stock/receive-stock";
import { toDate } from "@/lib/time";
import { leavePlace } from "@/lib/waiting/leave-place";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, manager, openShop, readLevel, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { join, readPlace, statesOf, waitingOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);

const receive = (variant: Stocked, quantity: number) =>
  receiveStock(counter, { variantId: variant.variantId, day: tomorrow, quantity, note: "" });
const entriesOf = async ({ levelId }: Stocked) =>
  (await db().stockEntry.findMany({ where: { levelId }, orderBy: { id: "asc" } })).map(({ reason, heldDelta }) => [
    reason,
    heldDelta,
  ]);
const holdsOf = ({ levelId }: Stocked) =>
  db().hold.findMany({ where: { levelId }, select: { units: true, placeId: true, cartId: true, endsAt: true } });
/** The end of an offer's time, as the sweep finds it: the hold is gone, its units given back. */
async function endOffer(variant: Stocked, token: string): Promise<void> {
  const { id } = await db().waitingPlace.findUniqueOrThrow({ where: { token } });
  await inTransaction(async (tx) => {
    await lockLevels(tx, [variant.levelId]);
    await tx.waitingPlace.update({ where: { id }, data: { offeredUntil: new Date(Date.now() - 1_000) } });
    const gone = await tx.hold.findMany({ where: { placeId: id } });
    await tx.hold.deleteMany({ where: { placeId: id } });
    const held = -gone.reduce((sum, { units }) => sum + units, 0);
    await changeLevels(tx, counter, [{ levelId: variant.levelId, onHand: 0, committed: 0, held }], {
      reason: "counted",
    });
  });
}

describe("units that come free", () => {
  test("are offered to the first in line in the same transaction, with hold, ledger entry and event", async () => {
    const loaf = await stock(0);
    const [first, second] = [await join(loaf), await join(loaf)];
    await receive(loaf, 1);
    expect(await statesOf([first, second])).toEqual(["offered", "waiting"]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, held: 1 });
    expect(await waitingOf(loaf)).toEqual({ counted: 1, places: 1 });
    expect(await entriesOf(loaf)).toEqual([
      ["received", 0],
      ["offered", 1],
    ]);
    const place = await db().waitingPlace.findUniqueOrThrow({ where: { token: first } });
    expect(await holdsOf(loaf)).toEqual([{ units: 1, placeId: place.id, cartId: null, endsAt: place.offeredUntil }]);
    expect(await db().event.findMany({ where: { subjectId: place.id, type: "waiting.offered" } })).toMatchObject([
      { dispatchedAt: null, snapshot: { units: 1, day: tomorrow } },
    ]);
  });

  test("go to the line when an order is cancelled, and a walk-in is refused", async () => {
    const loaf = await stock(1);
    const order = await buy(loaf);
    const first = await join(loaf);
    await cancelOrder(manager, { orderId: order.id, reason: "", writtenOff: [] });
    expect(await readPlace(first)).toMatchObject({ state: "offered", offeredUnits: 1 });
    await expect(buy(loaf)).rejects.toMatchObject({ code: "out_of_stock" });
  });

  test("are shared out along the line, and what nobody can take is left for whoever comes", async () => {
    const loaf = await stock(0);
    const line = [await join(loaf, { wanted: 9 }), await join(loaf, { wanted: 2 }), await join(loaf, { wanted: 5 })];
    await receive(loaf, 3);
    expect(await statesOf(line)).toEqual(["waiting", "offered", "waiting"]);
    await buy(loaf);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 3, committed: 1, held: 2 });
    await receive(loaf, 9);
    expect(await statesOf(line)).toEqual(["offered", "offered", "waiting"]);
  });

  test("are offered to whoever takes fewer, as many as there are", async () => {
    const loaf = await stock(0);
    const first = await join(loaf, { wanted: 4, takesFewer: true });
    await receive(loaf, 3);
    expect(await readPlace(first)).toMatchObject({ state: "offered", offeredUnits: 3 });
  });

  test("are kept no longer than the day can be ordered for", async () => {
    await db().shop.updateMany({ data: { offerMinutes: 1440 } });
    const loaf = await stock(0);
    const first = await join(loaf);
    await receive(loaf, 1);
    const place = await readPlace(first);
    await db().shop.updateMany({ data: { offerMinutes: 30 } });
    const midnight = new Date(toDate(tomorrow).getTime() + 24 * 3_600_000);
    expect(place.offeredUntil!.getTime()).toBeLessThanOrEqual(midnight.getTime());
    expect(place.state).toBe("offered");
  });
});

describe("nothing is offered", () => {
  const nobody = async (change: () => Promise<unknown>, back: () => Promise<unknown>) => {
    const loaf = await stock(0);
    const first = await join(loaf);
    await change();
    await receive(loaf, 1);
    const state = (await readPlace(first)).state;
    await back();
    return { loaf, first, state };
  };

  test("while the shop takes no orders; once it does, the next look offers it", async () => {
    const { first, state } = await nobody(
      () => db().shop.updateMany({ data: { orderingOpen: false } }),
      () => db().shop.updateMany({ data: { orderingOpen: true } }),
    );
    expect(state).toBe("waiting");
    expect(await offerWaiting()).toBe(1);
    expect((await readPlace(first)).state).toBe("offered");
    expect(await offerWaiting()).toBe(0);
  });

  test("of what is not on sale; once it is, the next look offers it", async () => {
    const { first, state } = await nobody(
      () => db().variant.updateMany({ data: { hiddenAt: new Date() } }),
      () => db().variant.updateMany({ data: { hiddenAt: null } }),
    );
    expect(state).toBe("waiting");
    await offerWaiting();
    expect((await readPlace(first)).state).toBe("offered");
  });

  test("for a day on which the shop is closed", async () => {
    const { state } = await nobody(
      () => db().closedDay.create({ data: { day: toDate(tomorrow) } }),
      () => db().closedDay.deleteMany(),
    );
    expect(state).toBe("waiting");
  });
});

describe("an offer whose time is over", () => {
  test("passes on to the next, and is told of", async () => {
    const loaf = await stock(0);
    const line = [await join(loaf), await join(loaf)];
    await receive(loaf, 1);
    await endOffer(loaf, line[0]!);
    expect(await statesOf(line)).toEqual(["passed", "offered"]);
    const { id } = await db().waitingPlace.findUniqueOrThrow({ where: { token: line[0]! } });
    expect(await db().event.count({ where: { subjectId: id, type: "waiting.passed", dispatchedAt: null } })).toBe(1);
  });

  test("is the walk-ins' once nobody waits", async () => {
    const loaf = await stock(0);
    const only = await join(loaf);
    await receive(loaf, 1);
    await endOffer(loaf, only);
    await buy(loaf);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, committed: 1, held: 0 });
  });
});

describe("leaving with an offer", () => {
  test("gives its units to the next at once", async () => {
    const loaf = await stock(0);
    const line = [await join(loaf), await join(loaf)];
    await receive(loaf, 1);
    await leavePlace(line[0]!);
    await leavePlace(line[0]!);
    expect(await statesOf(line)).toEqual(["left", "offered"]);
    expect(await entriesOf(loaf)).toEqual([
      ["received", 0],
      ["offered", 1],
      ["offer_declined", -1],
      ["offered", 1],
    ]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 1 });
  });
});
