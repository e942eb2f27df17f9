import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { listBoard } from "@/lib/orders/board-queries";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { placeOrder } from "@/lib/orders/place-order";
import { closeSlot } from "@/lib/pickup/close-slot";
import { makeSlots } from "@/lib/pickup/make-slots";
import { listPickupDays } from "@/lib/pickup/queries";
import { listDayLoads, listLoad } from "@/lib/pickup/queries-of-load";
import { listNoLongerOffered } from "@/lib/pickup/queries-of-slots";
import { listSpecialTimes } from "@/lib/pickup/queries-of-times";
import { reopenSlot } from "@/lib/pickup/reopen-slot";
import { markOfTimes } from "@/lib/pickup/rules-of-slots";
import { saveTimes } from "@/lib/pickup/save-times";
import { setDayTimes } from "@/lib/pickup/set-day-times";
import { addDays, formatShortDay, instantAt, toDate, weekdayOf } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  contact,
  counter,
  customer,
  fillCart,
  manager,
  openShop,
  owner,
  type Stocked,
  settle,
  stock,
  tomorrow,
} from "@/tests/support/shop";
import { openTimes, slotsOn, takenOn, window } from "@/tests/support/times";

useDatabase();
beforeAll(() => openShop());
beforeEach(async () => {
  await db()
    .$executeRaw`TRUNCATE pickup_slots, pickup_days, pickup_week, pickup_exceptions, orders, closed_days CASCADE`;
});

const special = {
  day: tomorrow,
  windows: [window(10, 3)],
  leadMinutes: 0,
  dayCapacity: null,
  orderDaysBefore: 0,
  orderByMinute: 1440,
};

describe("the times of the week", () => {
  test("make slots for five weeks ahead, in the shop's zone", async () => {
    await openTimes([window(9, 20), window(11, 10)]);
    expect(await slotsOn()).toMatchObject([
      { startsMinute: 540, endsMinute: 660, capacity: 20, taken: 0, offered: true, closedAt: null },
      { startsMinute: 660, endsMinute: 780, capacity: 10 },
    ]);
    expect(await db().pickupSlot.count()).toBe(35 * 2);
  });

  test("made again by the clock change nothing", async () => {
    await openTimes([window(9, 20)], { dayCapacity: 30 });
    const before = await db().pickupSlot.findMany({ orderBy: { id: "asc" } });
    await Promise.all([makeSlots(), makeSlots()]);
    expect(await db().pickupSlot.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  });

  test("reach the days that come into reach later", async () => {
    await openTimes([window(9, 20)]);
    await makeSlots(instantAt(addDays(tomorrow, 2), 720, "Europe/London"));
    expect(await slotsOn(addDays(tomorrow, 36))).toHaveLength(1);
  });

  test("that change take slots without orders away and keep those with orders, no longer offered", async () => {
    await openTimes([window(9, 20), window(11, 10)]);
    const { snapshot } = await buy(await stock(5));
    await openTimes([window(14, 8)]);
    expect(await slotsOn()).toMatchObject([
      { id: snapshot.slot?.id, offered: false, taken: 1 },
      { startsMinute: 840, offered: true, taken: 0 },
    ]);
    await openTimes([window(9, 25)]);
    expect(await slotsOn()).toMatchObject([{ id: snapshot.slot?.id, offered: true, taken: 1, capacity: 25 }]);
  });

  test("with less room than orders have taken hold these, and say how many do", async () => {
    await openTimes([window(9, 20)]);
    await buy(await stock(9), 6);
    const { version } = await db().shop.findFirstOrThrow();
    const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      ...{ weekday, windows: [window(9, 4)], leadMinutes: 0, dayCapacity: 5 },
    }));
    expect(await saveTimes(owner, { version, week })).toEqual({ above: 1, stay: 0 });
    expect((await slotsOn())[0]).toMatchObject({ capacity: 6, taken: 6 });
    expect(await db().pickupDayLoad.findUnique({ where: { day: toDate(tomorrow) } })).toMatchObject({
      capacity: 6,
      taken: 6,
    });
    expect((await slotsOn(addDays(tomorrow, 1)))[0]).toMatchObject({ capacity: 4 });
  });

  describe("with less room than orders have taken sink to it as these leave", () => {
    const dayBound = () =>
      db().pickupDayLoad.findUniqueOrThrow({
        where: { day: toDate(tomorrow) },
        select: { capacity: true, taken: true },
      });
    const above = async () => {
      await openTimes([window(9, 20), window(11, 20)], { dayCapacity: 40 });
      const loaf = await stock(60);
      const [large, small] = [await buy(loaf, 6), await buy(loaf, 4)];
      await openTimes([window(9, 4), window(11, 20)], { dayCapacity: 4 });
      expect([(await slotsOn())[0], await dayBound()]).toMatchObject([
        { capacity: 10, taken: 10 },
        { capacity: 10, taken: 10 },
      ]);
      return { loaf, large, small };
    };
    const sunk = async (loaf: Stocked) => {
      expect([(await slotsOn())[0], await dayBound()]).toMatchObject([
        { capacity: 4, taken: 4 },
        { capacity: 4, taken: 4 },
      ]);
      await expect(buy(loaf, 1)).rejects.toMatchObject({ code: "slot_full", detail: { slots: [] } });
      const before = await slotsOn();
      await makeSlots();
      expect(await slotsOn()).toEqual(before);
    };

    test("by being cancelled: what comes free is not sold again", async () => {
      const { loaf, large } = await above();
      await cancelOrder(owner, { orderId: large.id, reason: "x" });
      await sunk(loaf);
    });

    test("by an edit, in steps, and not below what is still there", async () => {
      const { loaf, large, small } = await above();
      const set = ({ id, snapshot }: typeof large, quantity: number, revision: number) =>
        changeOrder(counter, { orderId: id, revision, lines: [{ lineId: snapshot.lines[0]!.id, quantity }] });
      await set(large, 3, 1);
      expect([(await slotsOn())[0], await dayBound()]).toMatchObject([
        { capacity: 7, taken: 7 },
        { capacity: 7, taken: 7 },
      ]);
      await expect(set(large, 4, 2)).rejects.toMatchObject({ code: "slot_full" });
      await set(large, 1, 2);
      await set(small, 3, 1);
      await sunk(loaf);
    });

    test("by moving within the day, where the day sinks no sooner than its work does", async () => {
      const { large } = await above();
      const second = (await slotsOn())[1]!;
      await changeOrder(counter, { orderId: large.id, revision: 1, slotId: second.id });
      expect(await slotsOn()).toMatchObject([
        { capacity: 4, taken: 4 },
        { capacity: 20, taken: 6 },
      ]);
      expect(await dayBound()).toEqual({ capacity: 10, taken: 10 });
    });

    test("and rise at once when the shop gives them more room again", async () => {
      const { loaf, large } = await above();
      await cancelOrder(owner, { orderId: large.id, reason: "x" });
      await openTimes([window(9, 20)]);
      await buy(loaf, 6);
      expect(await slotsOn()).toMatchObject([{ capacity: 20, taken: 10 }]);
    });
  });

  test("and their days are seen in the load: what the shop plans, also where more is taken, and what has no time", async () => {
    const loaf = await stock(60);
    const { id, snapshot } = await buy(loaf, 5);
    const gone = await buy(loaf, 2);
    await cancelOrder(owner, { orderId: gone.id, reason: "x" });
    await openTimes([window(9, 20)], { dayCapacity: 12 });
    await buy(loaf, 10);
    await openTimes([window(9, 4)], { dayCapacity: 8 });
    expect((await listLoad(tomorrow))[0]).toMatchObject({ day: tomorrow, capacity: 4, taken: 10 });
    const days = await listDayLoads(tomorrow);
    expect([...days.keys()]).toEqual(Array.from({ length: 7 }, (_, index) => addDays(tomorrow, index)));
    const timeless = [{ id, number: String(snapshot.number), name: "Maya Lindqvist", status: "placed", work: 5 }];
    expect(days.get(tomorrow)).toEqual({ bound: { capacity: 8, taken: 10 }, timeless });
    expect(days.get(addDays(tomorrow, 1))).toEqual({ bound: { capacity: 8, taken: 0 }, timeless: [] });
    await openTimes([window(9, 4)]);
    expect((await listDayLoads(tomorrow)).get(tomorrow)).toEqual({ bound: null, timeless });
  });

  describe("with open orders in times that would go", () => {
    const afternoon = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      ...{ weekday, windows: [window(14, 8)], leadMinutes: 0, dayCapacity: null },
    }));
    const save = async (staying: readonly string[] = []) => {
      const { version } = await db().shop.findFirstOrThrow();
      return saveTimes(owner, { version, week: afternoon, staying });
    };

    test("are not saved before these orders were shown, each with its day, time and name", async () => {
      await openTimes([window(9, 20)]);
      const { snapshot } = await buy(await stock(5));
      const [before, week] = [await slotsOn(), await db().pickupWeekday.findMany()];
      await expect(save()).rejects.toMatchObject({
        code: "orders_would_stay",
        detail: {
          times: [
            {
              day: formatShortDay(tomorrow, "en-GB"),
              words: "9 am to 11 am",
              orders: [{ id: snapshot.id, number: String(snapshot.number), name: "Maya Lindqvist" }],
            },
          ],
        },
        message:
          "One open order is in times that would no longer be offered. Nothing was saved yet: look at the list, then say that they stay.",
      });
      expect([await slotsOn(), await db().pickupWeekday.findMany()]).toEqual([before, week]);
    });

    test("leave them in their time once that was said: seen in the load, listed as gone, taking no other, and movable", async () => {
      await openTimes([window(9, 20)]);
      const loaf = await stock(9);
      const { snapshot } = await buy(loaf);
      expect(await save([snapshot.id])).toEqual({ above: 0, stay: 1 });
      const [gone, open] = await slotsOn();
      expect(gone).toMatchObject({ id: snapshot.slot?.id, offered: false, taken: 1 });
      const [load] = await listLoad(tomorrow);
      expect(load).toMatchObject({ id: gone!.id, offered: false, orders: [{ id: snapshot.id }] });
      expect(await listNoLongerOffered([gone!.id, open!.id])).toEqual(new Set([gone!.id]));
      expect((await listBoard(tomorrow)).map(({ timeGone }) => timeGone)).toEqual([true]);
      const cartId = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
      await expect(placeOrder(customer, { ...contact, key: { cartId }, slotId: gone!.id })).rejects.toMatchObject({
        code: "slot_gone",
      });
      await changeOrder(counter, { orderId: snapshot.id, revision: 1, slotId: open!.id });
      expect(await takenOn()).toEqual([0, 1]);
      expect((await listBoard(tomorrow)).map(({ timeGone }) => timeGone)).toEqual([false]);
    });

    test("are saved again without asking anew, and do not ask about orders that are over", async () => {
      await openTimes([window(9, 20)]);
      const loaf = await stock(9);
      const [stays, over] = [await buy(loaf), await buy(loaf)];
      await cancelOrder(owner, { orderId: over.id, reason: "x" });
      expect(await save([stays.id])).toEqual({ above: 0, stay: 1 });
      expect(await save()).toEqual({ above: 0, stay: 0 });
    });

    test("ask anew when an order came in after the list was shown, also at the same moment", async () => {
      await openTimes([window(9, 20)]);
      const loaf = await stock(30);
      const { snapshot } = await buy(loaf);
      const [bought, saved] = await Promise.all([
        settle(Array.from({ length: 8 }, () => buy(loaf))),
        settle([save([snapshot.id])]),
      ]);
      const came = bought.values.filter((order) => order.snapshot.slot?.startsMinute === 540).length;
      expect(saved.errors).toEqual(came > 0 ? { orders_would_stay: 1 } : {});
      const [morning] = await slotsOn();
      expect(morning).toMatchObject({ offered: came > 0, taken: 1 + came });
    });
  });

  test("are in the log, and a form that was opened before is told", async () => {
    await openTimes([window(9, 20)]);
    const event = await db().event.findFirstOrThrow({ where: { type: "shop.changed" }, orderBy: { at: "desc" } });
    expect(event.snapshot).toMatchObject({
      pickupTimes: expect.arrayContaining([expect.objectContaining({ weekday: 6 })]),
    });
    await expect(saveTimes(owner, { version: 0, week: [] })).rejects.toMatchObject({ code: "changed_meanwhile" });
  });

  test("are refused to who may not change settings, and nothing changes", async () => {
    await expect(saveTimes(counter, { version: 0, week: [] })).rejects.toMatchObject({ code: "not_permitted" });
    await expect(saveTimes(customer, { version: 0, week: [] })).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(saveTimes(null, { version: 0, week: [] })).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await db().pickupWeekday.count()).toBe(0);
  });

  test("follow the shop's zone when that changes", async () => {
    await openTimes([window(9, 20)]);
    await db().shop.updateMany({ data: { timezone: "America/New_York" } });
    await makeSlots();
    expect((await slotsOn()).map(({ startsAt }) => startsAt.toISOString().slice(11, 16))).toEqual([
      expect.stringMatching(/1[34]:00/),
    ]);
    await db().shop.updateMany({ data: { timezone: "Europe/London" } });
  });
});

describe("a single day", () => {
  test("may have times of its own, and follows its weekday again without", async () => {
    await openTimes([window(9, 20)]);
    await setDayTimes(manager, special);
    expect(await slotsOn()).toMatchObject([{ startsMinute: 600, capacity: 3 }]);
    await makeSlots();
    expect(await slotsOn()).toHaveLength(1);
    await setDayTimes(manager, { ...special, windows: [] });
    expect(await slotsOn()).toMatchObject([{ startsMinute: 540, capacity: 20 }]);
  });

  test("may be open though its weekday is closed, and not if it is a closed day", async () => {
    await db().openingHours.deleteMany({ where: { weekday: weekdayOf(tomorrow) } });
    await setDayTimes(manager, special);
    const found = async () => (await listPickupDays("Europe/London")).find(({ day }) => day === tomorrow);
    expect(await found()).toMatchObject({ orderable: true, opensMinute: 600, closesMinute: 720 });
    const { snapshot } = await buy(await stock(2));
    expect(snapshot.slot).toMatchObject({ startsMinute: 600 });
    await db().closedDay.create({ data: { day: toDate(tomorrow) } });
    expect(await found()).toMatchObject({ orderable: false, because: "closed" });
    const hours = { opensMinute: 480, closesMinute: 780, orderDaysBefore: 0, orderByMinute: 1440 };
    await db().openingHours.create({ data: { weekday: weekdayOf(tomorrow), ...hours } });
  });

  test("is in the log with what it was before", async () => {
    await setDayTimes(manager, special);
    const event = await db().event.findFirstOrThrow({ where: { type: "slots.day_set" } });
    expect(event).toMatchObject({
      subjectKind: "slot",
      subjectName: tomorrow,
      snapshot: { windows: [{ capacity: 3 }] },
    });
  });

  test("keeps a time with open orders: the change is refused with them, and nothing is changed", async () => {
    await openTimes([window(9, 20), window(14, 5)]);
    const { snapshot } = await buy(await stock(5));
    const before = await slotsOn();
    const refused = { code: "times_have_orders", detail: { times: [{ orders: [{ id: snapshot.id }] }] } };
    await expect(setDayTimes(manager, special)).rejects.toMatchObject({
      ...refused,
      message: `Orders are in times that would go: 9 am to 11 am has ${snapshot.number} Maya Lindqvist. Move them first, or keep the time. Nothing was changed.`,
    });
    expect(await slotsOn()).toEqual(before);
    expect(await db().pickupException.count()).toBe(0);
    const kept = { ...special, windows: [window(9, 2), window(16, 4)] };
    expect(await setDayTimes(manager, kept)).toEqual({ above: 0 });
    expect(await slotsOn()).toMatchObject([{ startsMinute: 540, capacity: 2 }, { startsMinute: 960 }]);
    await cancelOrder(owner, { orderId: snapshot.id, reason: "x" });
    await setDayTimes(manager, special);
    expect((await slotsOn()).filter(({ offered }) => offered)).toMatchObject([{ startsMinute: 600 }]);
  });

  test("with an order in its own time does not follow its weekday again until that is moved", async () => {
    await openTimes([window(14, 5)]);
    await setDayTimes(manager, special);
    await buy(await stock(5));
    await expect(setDayTimes(manager, { ...special, windows: [] })).rejects.toMatchObject({
      code: "times_have_orders",
    });
    expect(await db().pickupException.count()).toBe(1);
  });

  test("is not changed by a form that was opened before somebody else changed it, nor once it is over", async () => {
    await setDayTimes(manager, { ...special, opened: "" });
    await expect(setDayTimes(owner, { ...special, opened: "" })).rejects.toMatchObject({ code: "changed_meanwhile" });
    const [own] = await listSpecialTimes(tomorrow);
    await setDayTimes(owner, { ...special, windows: [window(8, 2)], opened: markOfTimes(own) });
    expect(await slotsOn()).toMatchObject([{ startsMinute: 480, capacity: 2 }]);
    const yesterday = addDays(tomorrow, -2);
    await expect(setDayTimes(owner, { ...special, day: yesterday })).rejects.toMatchObject({ code: "day_over" });
  });

  test("an order that comes while its time is taken away is either in the refusal or not in that time", async () => {
    await openTimes([window(9, 20), window(14, 5)]);
    const loaf = await stock(20);
    const [bought, change] = await Promise.all([
      settle(Array.from({ length: 6 }, () => buy(loaf))),
      settle([setDayTimes(manager, { ...special, windows: [window(14, 5)] })]),
    ]);
    const inIt = bought.values.filter(({ snapshot }) => snapshot.slot?.startsMinute === 540).length;
    expect(change.errors).toEqual(inIt > 0 ? { times_have_orders: 1 } : {});
    expect((await slotsOn()).some(({ startsMinute, offered }) => startsMinute === 540 && offered)).toBe(inIt > 0);
  });

  test("is changed by nobody who may not", async () => {
    await expect(setDayTimes(counter, special)).rejects.toMatchObject({ code: "not_permitted" });
    await expect(setDayTimes(null, special)).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await slotsOn()).toEqual([]);
  });

  test("whose times are all full or closed cannot be ordered for, and says why", async () => {
    await openTimes([window(9, 2)]);
    const loaf = await stock(9);
    await buy(loaf, 2);
    const found = async () => (await listPickupDays("Europe/London")).find(({ day }) => day === tomorrow);
    expect(await found()).toMatchObject({ orderable: false, because: "full" });
    await openTimes([window(9, 3)]);
    expect(await found()).toMatchObject({ orderable: true, because: null });
    await closeSlot(counter, { slotId: (await slotsOn())[0]!.id });
    expect(await found()).toMatchObject({ orderable: false, because: "full" });
  });

  test("can be ordered for until its last time can no longer be chosen", async () => {
    await openTimes([window(9, 5)], { leadMinutes: 60 });
    const days = await listPickupDays("Europe/London");
    const [slot] = await slotsOn();
    expect(days.find(({ day }) => day === tomorrow)?.orderBy).toEqual(slot?.chooseUntil);
  });
});

describe("a time that staff close", () => {
  test("keeps its orders and says how many, takes none, and takes them again when it is reopened", async () => {
    await openTimes([window(9, 20)]);
    const loaf = await stock(9);
    await buy(loaf, 2);
    const [slot] = await slotsOn();
    expect(await closeSlot(counter, { slotId: slot!.id })).toEqual({ orders: 1 });
    await expect(buy(loaf)).rejects.toMatchObject({ code: "slot_full" });
    expect(await takenOn()).toEqual([2]);
    await reopenSlot(counter, { slotId: slot!.id });
    await buy(loaf);
    expect(await takenOn()).toEqual([3]);
  });

  test("is closed once, in the log, however many press", async () => {
    await openTimes([window(9, 20)]);
    const [slot] = await slotsOn();
    await Promise.all([1, 2, 3].map(() => closeSlot(counter, { slotId: slot!.id })));
    expect(await db().event.count({ where: { type: "slot.closed", subjectId: slot!.id } })).toBe(1);
  });

  test("is closed by nobody who may not, and one that is not there is not found", async () => {
    await openTimes([window(9, 20)]);
    const [slot] = await slotsOn();
    for (const nobody of [null, customer])
      await expect(closeSlot(nobody, { slotId: slot!.id })).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(reopenSlot(null, { slotId: slot!.id })).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(closeSlot(owner, { slotId: "slt_none" })).rejects.toMatchObject({ code: "not_found" });
    expect(await slotsOn()).toMatchObject([{ closedAt: null }]);
  });
});
