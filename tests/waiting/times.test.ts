import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { tokenHash } from "@/lib/checkout/cart-token";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { leavePlace } from "@/lib/waiting/leave-place";
import { wrongInBooks } from "@/tests/support/books";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import { buy, customer, openShop, owner, readLevel, type Stocked, stock, submit, tomorrow } from "@/tests/support/shop";
import { openTimes, window } from "@/tests/support/times";
import { join, readPlace, receive, statesOf, sweep } from "@/tests/support/waiting";

/** Somebody waits for goods of a day whose pickup times fill up. */
useDatabase();
beforeAll(openShop);
afterEach(async () => {
  await setClock(null);
  expect(await wrongInBooks()).toEqual([]);
  const live = await db().waitingPlace.findMany({ where: { state: { in: ["waiting", "offered"] } } });
  for (const { token } of live) await leavePlace(token);
  for (const { id } of await db().order.findMany({ where: { status: "placed" } })) await cancel(id);
});

const cancel = (orderId: string) => cancelOrder(owner, { orderId, reason: "x" });
const takes = ({ variantId }: Stocked, workUnits: number) =>
  db().variant.update({ where: { id: variantId }, data: { workUnits } });
const offers = async (tokens: string[]) =>
  (await Promise.all(tokens.map(readPlace))).map(({ offeredUnits }) => offeredUnits);

/** The day's one time, with so much room, and other goods to fill it with. */
async function dayOf(capacity: number): Promise<Stocked> {
  await openTimes([window(10, capacity)]);
  return stock(20);
}

async function cartOf(token: string): Promise<string> {
  return (await db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! } })).id;
}

describe("an offer whose day fills up", () => {
  test("goes back into line, where it was, and comes again for the full time once there is room", async () => {
    const bun = await dayOf(2);
    const loaf = await stock(0);
    const [first, next] = [await join(loaf), await join(loaf)];
    await receive(loaf, 1);
    expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
    const filling = await buy(bun, 2);
    await setClock(new Date(Date.now() + 20 * 60_000).toISOString());
    await sweep();
    expect(await statesOf([first, next])).toEqual(["waiting", "waiting"]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, held: 0 });
    await setClock(new Date(Date.now() + 50 * 60_000).toISOString());
    await sweep();
    expect(await statesOf([first, next])).toEqual(["waiting", "waiting"]);
    await cancel(filling.id);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
    const { offeredUntil } = await readPlace(first);
    expect(Math.abs(offeredUntil!.getTime() - Date.now() - 80 * 60_000)).toBeLessThan(60_000);
  });

  test("is not lost when its cart gives it back meanwhile, and nobody else gets it", async () => {
    const bun = await dayOf(2);
    const loaf = await stock(0);
    const first = await join(loaf);
    await receive(loaf, 1);
    const token = await acceptOffer(first, undefined);
    const filling = await buy(bun, 2);
    await expect(submit(await cartOf(token))).rejects.toMatchObject({ code: "slot_full" });
    await leaveCheckout(token);
    expect(await statesOf([first])).toEqual(["waiting"]);
    await cancel(filling.id);
    await expect(buy(loaf)).rejects.toMatchObject({ code: "out_of_stock" });
    await sweep();
    expect(await statesOf([first])).toEqual(["offered"]);
    await submit(await cartOf(await acceptOffer(first, undefined)));
    expect(await statesOf([first])).toEqual(["taken"]);
  });

  test("that staff close the day's times is the same", async () => {
    await dayOf(2);
    const loaf = await stock(0);
    const [first, next] = [await join(loaf), await join(loaf)];
    await receive(loaf, 1);
    await db().pickupSlot.updateMany({ data: { closedAt: new Date() } });
    await sweep();
    expect(await statesOf([first, next])).toEqual(["waiting", "waiting"]);
    await db().pickupSlot.updateMany({ data: { closedAt: null } });
    await sweep();
    expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
  });

  test("that a day is closed and opened again loses no offer either", async () => {
    await dayOf(2);
    const loaf = await stock(0);
    const first = await join(loaf);
    await receive(loaf, 1);
    const token = await acceptOffer(first, undefined);
    await db().closedDay.create({ data: { day: new Date(tomorrow), reason: "" } });
    await leaveCheckout(token);
    await sweep();
    expect(await statesOf([first])).toEqual(["waiting"]);
    await db().closedDay.deleteMany();
    await sweep();
    expect(await statesOf([first])).toEqual(["offered"]);
  });
});

describe("what is offered fits into the day's times", () => {
  test("nobody is offered what no time has room for; who needs less of it is", async () => {
    const bun = await dayOf(3);
    const cake = await stock(0);
    await takes(cake, 2);
    await buy(bun, 2);
    const [whole, either] = [await join(cake, { wanted: 1 }), await join(cake, { wanted: 2, takesFewer: true })];
    await receive(cake, 2);
    expect(await statesOf([whole, either])).toEqual(["waiting", "waiting"]);
    await takes(cake, 1);
    await sweep();
    expect(await offers([whole, either])).toEqual([1, null]);
  });

  test("fewer are offered where fewer fit", async () => {
    const bun = await dayOf(3);
    const loaf = await stock(0);
    await buy(bun, 1);
    const first = await join(loaf, { wanted: 3, takesFewer: true });
    await receive(loaf, 3);
    expect(await offers([first])).toEqual([2]);
  });

  test("all that is offered for a day fits into it together, also of different goods", async () => {
    const bun = await dayOf(3);
    const [loaf, roll] = [await stock(0), await stock(0)];
    const line = [await join(loaf), await join(loaf), await join(roll)];
    await buy(bun, 1);
    await receive(loaf, 2);
    await receive(roll, 1);
    expect(await statesOf(line)).toEqual(["offered", "offered", "waiting"]);
    await sweep();
    expect(await statesOf(line)).toEqual(["offered", "offered", "waiting"]);
    await setClock(new Date(Date.now() + 31 * 60_000).toISOString());
    await sweep();
    expect(await statesOf(line)).toEqual(["passed", "passed", "offered"]);
  });
});

test("what somebody in line could take is not added to an order while it cannot be offered to them", async () => {
  const bun = await dayOf(2);
  const loaf = await stock(0);
  const first = await join(loaf);
  const order = await buy(bun, 2);
  await receive(loaf, 1);
  expect(await statesOf([first])).toEqual(["waiting"]);
  const [line] = order.snapshot.lines;
  const swap = {
    ...{ token: order.token, revision: 1 },
    lines: [{ lineId: line!.id, quantity: 1 }],
    added: [{ variantId: loaf.variantId, quantity: 1 }],
  };
  await expect(changeOwnOrder(customer, swap)).rejects.toMatchObject({ code: "out_of_stock" });
  await cancel(order.id);
  await sweep();
  expect(await statesOf([first])).toEqual(["offered"]);
});
