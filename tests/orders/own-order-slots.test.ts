import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { changeOrder } from "@/lib/orders/change-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { findOwnUntil } from "@/lib/orders/own-until";
import type { OwnWishes } from "@/lib/orders/own-wishes";
import { placeOrder } from "@/lib/orders/place-order";
import { closeSlot } from "@/lib/pickup/close-slot";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays, instantAt } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { contact, counter, customer, fillCart, openShop, owner, settle, stock, tomorrow } from "@/tests/support/shop";
import { openTimes, slotsOn, takenOn, window } from "@/tests/support/times";

useDatabase();
beforeAll(() => openShop());
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE pickup_slots, pickup_days, pickup_week, pickup_exceptions, orders CASCADE`;
  await openTimes([window(8, 3), window(10, 3)]);
});

const dayAfter = addDays(tomorrow, 1);

async function ordered(quantity = 1) {
  const [early, late] = await slotsOn();
  const loaf = await stock(9);
  const cartId = await fillCart([{ variantId: loaf.variantId, quantity }]);
  const { token, snapshot } = await placeOrder(customer, { ...contact, key: { cartId }, slotId: early!.id });
  return { loaf, token, snapshot, line: snapshot.lines[0]!, early: early!, late: late! };
}

test("a customer takes another time of the day: the old one has its room back", async () => {
  const { token, late } = await ordered(2);
  const after = await changeOwnOrder(customer, { token, revision: 1, slotId: late.id });
  expect(after).toMatchObject({ revision: 2, slot: { id: late.id } });
  expect(await takenOn()).toEqual([0, 2]);
});

test("another day takes a time there, the first with room if none is named", async () => {
  const { loaf, token } = await ordered(2);
  await receiveStock(owner, { variantId: loaf.variantId, day: dayAfter, quantity: 5, note: "x" });
  const after = await changeOwnOrder(customer, { token, revision: 1, day: dayAfter });
  expect(after.slot?.id).toBe((await slotsOn(dayAfter))[0]!.id);
  expect([await takenOn(), await takenOn(dayAfter)]).toEqual([
    [0, 0],
    [2, 0],
  ]);
});

test("more than the time has room for is refused, by changing and by adding a cart; fewer gives room back", async () => {
  const { loaf, token, line } = await ordered(2);
  const set = (quantity: number) =>
    changeOwnOrder(customer, { token, revision: 1, lines: [{ lineId: line.id, quantity }] });
  await expect(set(4)).rejects.toMatchObject({ code: "slot_full" });
  const cartId = await fillCart([{ variantId: loaf.variantId, quantity: 2 }]);
  await expect(addCartToOrder(customer, { cartId, token })).rejects.toMatchObject({ code: "slot_full" });
  expect(await takenOn()).toEqual([2, 0]);
  await set(1);
  expect(await takenOn()).toEqual([1, 0]);
});

describe("in a time that nobody else comes into any more", () => {
  const everyWayToGrow = async ({ loaf, token, line }: Awaited<ReturnType<typeof ordered>>) => {
    const other = await stock(9);
    const [more, another] = [loaf, other].map(({ variantId }) => fillCart([{ variantId, quantity: 1 }]));
    const change = (wishes: OwnWishes) => changeOwnOrder(customer, { token, revision: 1, ...wishes });
    return [
      () => change({ lines: [{ lineId: line.id, quantity: 3 }] }),
      () => change({ added: [{ variantId: other.variantId, quantity: 1 }] }),
      async () => addCartToOrder(customer, { cartId: await more!, token }),
      async () => addCartToOrder(customer, { cartId: await another!, token }),
    ];
  };
  const stay = (token: string, lineId: string) =>
    changeOwnOrder(customer, { token, revision: 1, lines: [{ lineId, quantity: 1 }] });

  test("since staff closed it, an order keeps or gives up what it has, and gets no more", async () => {
    const mine = await ordered(2);
    await closeSlot(counter, { slotId: mine.early.id });
    for (const grow of await everyWayToGrow(mine)) {
      await expect(grow()).rejects.toMatchObject({ code: "slot_closed", detail: { slots: [{ id: mine.late.id }] } });
    }
    expect(await stay(mine.token, mine.line.id)).toMatchObject({ slot: { id: mine.early.id }, work: 1 });
    expect(await takenOn()).toEqual([1, 0]);
  });

  test("since the shop offers it no longer, an order likewise gets no more", async () => {
    const mine = await ordered(2);
    await openTimes([window(10, 3)]);
    for (const grow of await everyWayToGrow(mine)) {
      await expect(grow()).rejects.toMatchObject({ code: "slot_gone", detail: { slots: [{ id: mine.late.id }] } });
    }
    expect(await stay(mine.token, mine.line.id)).toMatchObject({ slot: { id: mine.early.id }, work: 1 });
    expect(await takenOn()).toEqual([1, 0]);
  });

  test("staff add to it still, as far as it has room", async () => {
    const { snapshot, line } = await ordered(2);
    await openTimes([window(10, 3)]);
    const set = (quantity: number, revision: number) =>
      changeOrder(counter, { orderId: snapshot.id, revision, lines: [{ lineId: line.id, quantity }] });
    await set(3, 1);
    await expect(set(4, 2)).rejects.toMatchObject({ code: "slot_full" });
    expect(await takenOn()).toEqual([3, 0]);
  });
});

describe("the last moment of an order in a time", () => {
  const chooseUntil = async (slotId: string, until: Date) =>
    db().pickupSlot.update({ where: { id: slotId }, data: { chooseUntil: until } });
  const over = new Date(Date.now() - 60_000);
  const late = { code: "too_late_to_change" };

  test("is when that can last be chosen: from then on its customer changes, moves and cancels nothing, and staff do", async () => {
    const { loaf, token, snapshot, line, early, late: other } = await ordered(2);
    await chooseUntil(early.id, over);
    const set = (quantity: number) =>
      changeOwnOrder(customer, { token, revision: 1, lines: [{ lineId: line.id, quantity }] });
    await expect(set(1)).rejects.toMatchObject(late);
    await expect(set(3)).rejects.toMatchObject(late);
    await expect(changeOwnOrder(customer, { token, revision: 1, slotId: other.id })).rejects.toMatchObject(late);
    await expect(changeOwnOrder(customer, { token, revision: 1, day: dayAfter })).rejects.toMatchObject(late);
    const cartId = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    await expect(addCartToOrder(customer, { cartId, token })).rejects.toMatchObject(late);
    await expect(cancelOwnOrder(customer, { token })).rejects.toMatchObject({ code: "too_late_to_cancel" });
    expect(await findOwnUntil(snapshot)).toEqual({ change: null, cancel: null });
    expect(await takenOn()).toEqual([2, 0]);
    await changeOrder(counter, { orderId: snapshot.id, revision: 1, slotId: other.id });
    await cancelOrder(owner, { orderId: snapshot.id, reason: "x" });
  });

  test("is that of its new time once it was moved", async () => {
    const { token, line, early, late: other } = await ordered(2);
    await changeOwnOrder(customer, { token, revision: 1, slotId: other.id });
    await chooseUntil(early.id, over);
    const lines = [{ lineId: line.id, quantity: 1 }];
    expect(await changeOwnOrder(customer, { token, revision: 2, lines })).toMatchObject({ revision: 3 });
    expect(await cancelOwnOrder(customer, { token })).toMatchObject({ status: "cancelled" });
  });

  test("is what its page says, where it comes before the day's and the minutes for cancelling end", async () => {
    const { snapshot, early } = await ordered();
    const placed = new Date(snapshot.placedAt).getTime();
    const cancel = new Date(placed + 30 * 60_000);
    expect(await findOwnUntil(snapshot)).toEqual({ change: early.startsAt, cancel });
    await openTimes([window(8, 3), window(10, 3)], { leadMinutes: 60 });
    const hourBefore = new Date(early.startsAt.getTime() - 60 * 60_000);
    expect(await findOwnUntil(snapshot)).toEqual({ change: hourBefore, cancel });
    const soon = new Date(placed + 10 * 60_000);
    await chooseUntil(early.id, soon);
    expect(await findOwnUntil(snapshot)).toEqual({ change: soon, cancel: soon });
  });

  test("is the day's where that is earlier, for cancelling too", async () => {
    const { token, snapshot } = await ordered();
    const cutOff = async (orderByMinute: number) => db().openingHours.updateMany({ data: { orderByMinute } });
    await cutOff(60);
    expect((await findOwnUntil(snapshot)).change).toEqual(instantAt(tomorrow, 60, "Europe/London"));
    await db().openingHours.updateMany({ data: { orderDaysBefore: 14 } });
    expect(await findOwnUntil(snapshot)).toEqual({ change: null, cancel: null });
    await expect(cancelOwnOrder(customer, { token })).rejects.toMatchObject({ code: "too_late_to_cancel" });
    await db().openingHours.updateMany({ data: { orderDaysBefore: 0 } });
    await cutOff(1_440);
  });
});

test("a time of another day, or of nobody's, is not to be had", async () => {
  const { token } = await ordered();
  const [elsewhere] = await slotsOn(dayAfter);
  for (const slotId of [elsewhere!.id, "slt_00000000000000000000000000"]) {
    await expect(changeOwnOrder(customer, { token, revision: 1, slotId })).rejects.toMatchObject({ code: "slot_gone" });
  }
  expect(await takenOn()).toEqual([1, 0]);
});

test("three customers want the last room of a time: one gets it", async () => {
  const orders = [await ordered(), await ordered(), await ordered()];
  await db().pickupSlot.update({ where: { id: orders[0]!.late.id }, data: { capacity: 1 } });
  const { values, errors } = await settle(
    orders.map(({ token, late }) => changeOwnOrder(customer, { token, revision: 1, slotId: late.id })),
  );
  expect([values.length, errors]).toEqual([1, { slot_full: 2 }]);
  expect(await takenOn()).toEqual([2, 1]);
});
