import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { placeOrder } from "@/lib/orders/place-order";
import { closeSlot } from "@/lib/pickup/close-slot";
import { addDays, toDate } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import {
  apiRequest,
  buy,
  contact,
  counter,
  customer,
  fillCart,
  openShop,
  owner,
  type Stocked,
  stock,
  tomorrow,
} from "@/tests/support/shop";
import { openTimes, slotsOn, takenOn, window } from "@/tests/support/times";

useDatabase();
beforeAll(() => openShop());
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE pickup_slots, pickup_days, pickup_week, pickup_exceptions, orders CASCADE`;
});

async function buyIn(variant: Stocked, slotId: string | undefined, quantity = 1) {
  const cartId = await fillCart([{ variantId: variant.variantId, quantity }]);
  return placeOrder(customer, { ...contact, key: { cartId }, slotId });
}

async function cake(onHand = 9, workUnits = 4): Promise<Stocked> {
  const made = await stock(onHand);
  await db().variant.update({ where: { id: made.variantId }, data: { workUnits } });
  return made;
}

const dayTaken = async () => (await db().pickupDayLoad.findUnique({ where: { day: toDate(tomorrow) } }))?.taken;

describe("placing", () => {
  test("in a shop without times stores none", async () => {
    const { snapshot } = await buy(await stock(3), 2);
    expect(snapshot).toMatchObject({ slot: null, work: 2 });
    expect(await db().order.findFirst()).toMatchObject({ slotId: null, slotStartsAt: null, workUnits: 2 });
  });

  test("takes the work of its lines from the time that was chosen, and copies the time", async () => {
    await openTimes([window(9, 20), window(11, 20)]);
    const [bread, torte] = [await stock(9), await cake()];
    const lines = [
      { variantId: bread.variantId, quantity: 3 },
      { variantId: torte.variantId, quantity: 2 },
    ];
    const second = (await slotsOn())[1]!;
    const order = await placeOrder(customer, { ...contact, key: { cartId: await fillCart(lines) }, slotId: second.id });
    expect(await takenOn()).toEqual([0, 11]);
    expect(order.snapshot).toMatchObject({ work: 11, slot: { id: second.id, startsMinute: 660, endsMinute: 780 } });
    const event = await db().event.findFirstOrThrow({ where: { orderId: order.id } });
    expect(event.snapshot).toMatchObject({ slot: { id: second.id, startsAt: second.startsAt.toISOString() } });
    expect(await db().orderLine.findMany({ select: { workUnits: true }, orderBy: { position: "asc" } })).toEqual([
      { workUnits: 1 },
      { workUnits: 4 },
    ]);
  });

  test("without a choice takes the first time with room", async () => {
    await openTimes([window(9, 2), window(11, 20)]);
    const bread = await stock(9);
    await buy(bread, 2);
    await buy(bread);
    expect(await takenOn()).toEqual([2, 1]);
  });

  test("into a time without room is refused with those that have some, and takes nothing", async () => {
    await openTimes([window(9, 3), window(11, 20)]);
    const bread = await stock(9);
    const [first, second] = await slotsOn();
    await buyIn(bread, first!.id, 2);
    await expect(buyIn(bread, first!.id, 2)).rejects.toMatchObject({
      code: "slot_full",
      detail: { slots: [{ id: second!.id, words: "11 am to 1 pm", room: 20 }] },
      message: "There is not enough room at that time. There is room at 11 am to 1 pm.",
    });
    expect(await takenOn()).toEqual([2, 0]);
    expect(await db().order.count()).toBe(1);
  });

  test("beyond the bound of the day is refused, though the time has room", async () => {
    await openTimes([window(9, 20), window(11, 20)], { dayCapacity: 5 });
    const bread = await stock(9);
    await buy(bread, 4);
    expect(await dayTaken()).toBe(4);
    await expect(buy(bread, 2)).rejects.toMatchObject({ code: "slot_full", detail: { slots: [] } });
    await buy(bread, 1);
    expect(await dayTaken()).toBe(5);
  });

  test("into a closed time, one that is gone or one of another day is refused as that", async () => {
    await openTimes([window(9, 20), window(11, 20)]);
    const bread = await stock(9);
    const [first] = await slotsOn();
    const [other] = await slotsOn(addDays(tomorrow, 1));
    await closeSlot(counter, { slotId: first!.id });
    await expect(buyIn(bread, first!.id)).rejects.toMatchObject({ code: "slot_closed" });
    await expect(buyIn(bread, other!.id)).rejects.toMatchObject({ code: "slot_gone" });
    await expect(buyIn(bread, "slt_nonsense")).rejects.toMatchObject({ code: "slot_gone" });
    await openTimes([]);
    await expect(buyIn(bread, first!.id)).rejects.toMatchObject({ code: "slot_gone" });
    expect(await db().order.count()).toBe(0);
  });

  test("after a time's last moment is refused to customers, and not to staff", async () => {
    await openTimes([window(9, 20)], { leadMinutes: 10_080 });
    const bread = await stock(9);
    const [slot] = await slotsOn();
    await expect(buyIn(bread, slot!.id)).rejects.toMatchObject({ code: "slot_closed" });
    const request = { ...contact, channel: "counter" as const, paid: false, day: tomorrow };
    const lines = [{ variantId: bread.variantId, quantity: 1 }];
    const key = { formKey: crypto.randomUUID(), contentHash: "a" };
    const { snapshot } = await placeOrder(counter, { ...request, lines, key, slotId: slot!.id });
    expect(snapshot.slot?.id).toBe(slot!.id);
  });

  test("by staff cannot overfill a time either", async () => {
    await openTimes([window(9, 2)]);
    const bread = await stock(9);
    const request = { ...contact, channel: "counter" as const, paid: false, day: tomorrow };
    const lines = [{ variantId: bread.variantId, quantity: 3 }];
    const key = { formKey: crypto.randomUUID(), contentHash: "a" };
    await expect(placeOrder(counter, { ...request, lines, key })).rejects.toMatchObject({ code: "slot_full" });
  });

  test("that is refused for stock leaves the time as it was", async () => {
    await openTimes([window(9, 20)]);
    const bread = await stock(1);
    await expect(buy(bread, 2)).rejects.toMatchObject({ code: "out_of_stock" });
    expect(await takenOn()).toEqual([0]);
  });

  test("again with the same key takes the time once", async () => {
    await openTimes([window(9, 20)]);
    const bread = await stock(5);
    const request = apiRequest("key-1", [{ sku: bread.sku, quantity: 2 }]);
    const all = await Promise.all([1, 2, 3].map(() => placeOrder({ kind: "api", name: "a till" }, request)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await takenOn()).toEqual([2]);
  });
});

describe("cancelling", () => {
  test("gives the time back, and the order goes on saying which it was", async () => {
    await openTimes([window(9, 20)], { dayCapacity: 30 });
    const { id, snapshot } = await buy(await cake(), 2);
    expect([await takenOn(), await dayTaken()]).toEqual([[8], 8]);
    const cancelled = await cancelOrder(owner, { orderId: id, reason: "x" });
    expect([await takenOn(), await dayTaken()]).toEqual([[0], 0]);
    expect(cancelled.slot).toEqual(snapshot.slot);
  });

  test("handing an order over does not: the work was done", async () => {
    await openTimes([window(9, 20)]);
    const { id } = await buy(await stock(5), 2);
    await acceptOrder(owner, { orderId: id });
    await markOrderReady(owner, { orderId: id });
    await completeOrder(owner, { orderId: id });
    expect(await takenOn()).toEqual([2]);
  });
});

describe("an edit", () => {
  test("moves the difference within its time, in the work units that the line was sold at", async () => {
    await openTimes([window(9, 20)], { dayCapacity: 20 });
    const torte = await cake();
    const { id, snapshot } = await buy(torte, 3);
    await db().variant.update({ where: { id: torte.variantId }, data: { workUnits: 9 } });
    const lineId = snapshot.lines[0]!.id;
    const after = await changeOrder(counter, { orderId: id, revision: 1, lines: [{ lineId, quantity: 2 }] });
    expect([await takenOn(), await dayTaken(), after.work]).toEqual([[8], 8, 8]);
  });

  test("that adds more than its time has room for is refused, and changes nothing", async () => {
    await openTimes([window(9, 3)]);
    const { id, snapshot } = await buy(await stock(9), 2);
    const lines = [{ lineId: snapshot.lines[0]!.id, quantity: 4 }];
    await expect(changeOrder(counter, { orderId: id, revision: 1, lines })).rejects.toMatchObject({
      code: "slot_full",
    });
    expect(await takenOn()).toEqual([2]);
    expect(await db().order.findFirst()).toMatchObject({ revision: 1, workUnits: 2 });
  });

  test("may add to an order in a time that was closed meanwhile: it is in it already", async () => {
    await openTimes([window(9, 9)]);
    const { id, snapshot } = await buy(await stock(9), 2);
    await closeSlot(counter, { slotId: snapshot.slot!.id });
    await changeOrder(counter, { orderId: id, revision: 1, lines: [{ lineId: snapshot.lines[0]!.id, quantity: 3 }] });
    expect(await takenOn()).toEqual([3]);
  });

  test("moves an order to another time of its day, and says so before and after", async () => {
    await openTimes([window(9, 9), window(11, 9)], { dayCapacity: 2 });
    const { id } = await buy(await stock(9), 2);
    const second = (await slotsOn())[1]!;
    const after = await changeOrder(counter, { orderId: id, revision: 1, slotId: second.id });
    expect([await takenOn(), await dayTaken()]).toEqual([[0, 2], 2]);
    expect(after.slot).toMatchObject({ id: second.id, startsMinute: 660 });
    const event = await db().event.findFirstOrThrow({ where: { type: "order.changed" } });
    expect(event.previous).toMatchObject({ fulfilment: { day: tomorrow, slot: "9 am to 11 am" } });
  });

  test("moves an order to another day, into the time asked for or the first with room", async () => {
    const other = addDays(tomorrow, 1);
    await openTimes([window(9, 2), window(11, 9)], { dayCapacity: 9 });
    const loaf = await stock(9, { keeps: true });
    const { id } = await buy(loaf, 2);
    await changeOrder(counter, { orderId: id, revision: 1, day: other });
    expect([await takenOn(), await takenOn(other), await dayTaken()]).toEqual([[0, 0], [2, 0], 0]);
    const second = (await slotsOn())[1]!;
    await changeOrder(counter, { orderId: id, revision: 2, day: tomorrow, slotId: second.id });
    expect([await takenOn(), await takenOn(other), await dayTaken()]).toEqual([[0, 2], [0, 0], 2]);
    // A form without JavaScript goes on naming the time that the order has.
    await changeOrder(counter, { orderId: id, revision: 3, day: other, slotId: second.id });
    expect([await takenOn(), await takenOn(other), await dayTaken()]).toEqual([[0, 0], [2, 0], 0]);
  });

  test("to a full time is refused to staff too", async () => {
    await openTimes([window(9, 2), window(11, 2)]);
    const loaf = await stock(9);
    const [first, second] = await slotsOn();
    await buyIn(loaf, second!.id, 2);
    const { id } = await buyIn(loaf, first!.id);
    await expect(changeOrder(counter, { orderId: id, revision: 1, slotId: second!.id })).rejects.toMatchObject({
      code: "slot_full",
    });
    expect(await takenOn()).toEqual([1, 2]);
  });

  test("of an order from before there were times leaves it without one, until one is chosen", async () => {
    const { id, snapshot } = await buy(await stock(9), 2);
    await openTimes([window(9, 9)]);
    const lines = [{ lineId: snapshot.lines[0]!.id, quantity: 3 }];
    expect((await changeOrder(counter, { orderId: id, revision: 1, lines })).slot).toBeNull();
    const [slot] = await slotsOn();
    expect((await changeOrder(counter, { orderId: id, revision: 2, slotId: slot!.id })).slot?.id).toBe(slot!.id);
    expect(await takenOn()).toEqual([3]);
  });

  test("to the time that it has is no change", async () => {
    await openTimes([window(9, 9)]);
    const { id, snapshot } = await buy(await stock(9));
    const same = await changeOrder(counter, { orderId: id, revision: 1, slotId: snapshot.slot!.id });
    expect(same.revision).toBe(1);
  });
});
