import { beforeEach, describe, expect, test } from "vitest";
import { handlers } from "@/jobs/handlers";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { remindOfPickup } from "@/lib/orders/remind-of-pickup";
import { dueDays, dueTimes, reminderMoment } from "@/lib/pickup/reminder-moment";
import { setDayTimes } from "@/lib/pickup/set-day-times";
import { addDays, dayOf, toDate } from "@/lib/time";
import { orderEvent, type orderSnapshot, planned, readDelivery, tryOnce } from "@/tests/deliveries/fixtures";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, stock, tomorrow } from "@/tests/support/shop";
import { openTimes, slotsOn, window } from "@/tests/support/times";

useDatabase();
beforeEach(async () => {
  delete process.env.SMTP_URL;
  await setClock(null);
  await db()
    .$executeRaw`TRUNCATE events, shop, opening_hours, closed_days, pickup_exceptions, pickup_week, pickup_slots, categories, orders, carts CASCADE`;
  await openShop();
});

const remind = (data: object) => db().shop.updateMany({ data });
const evening = { remindPickup: "evening", remindPickupMinute: 18 * 60 };
const reminded = () =>
  db().event.findMany({
    where: { type: "order.reminded" },
    select: { id: true, orderId: true, actor: true, snapshot: true },
  });

/** The clocks of London go forward in the night to this Sunday, and back in the night to the other. */
const [spring, autumn] = ["2027-03-28", "2027-10-31"];

/** An order for the Sunday of the spring, placed days before. */
async function ordered(order: Parameters<typeof orderSnapshot>[0] = {}) {
  const { order: placed } = await orderEvent({
    order: { pickupDay: spring, placedAt: "2027-03-20T09:00:00.000Z", ...order },
  });
  return placed;
}

describe("the moment of a reminder", () => {
  const shop = { ...evening, remindPickup: "evening" as const, remindPickupHours: 12, timezone: "Europe/London" };
  const hours = [{ weekday: 7, opensMinute: 480 }];

  test.each([
    ["evening", spring, "2027-03-27T18:00:00.000Z"],
    ["hours", spring, "2027-03-27T19:00:00.000Z"],
    ["evening", autumn, "2027-10-30T17:00:00.000Z"],
    ["hours", autumn, "2027-10-30T20:00:00.000Z"],
  ] as const)("%s before %s is by the shop's clock, which changes that night", (remindPickup, day, moment) => {
    expect(reminderMoment({ ...shop, remindPickup }, { hours }, day)?.toISOString()).toBe(moment);
  });

  test("that the clocks leave out or repeat comes once", () => {
    const atNight = { ...shop, remindPickupMinute: 90 };
    const everyDay = [1, 7].map((weekday) => ({ weekday, opensMinute: 480 }));
    expect(reminderMoment(atNight, { hours: everyDay }, addDays(spring, 1))?.toISOString()).toBe(
      "2027-03-28T01:30:00.000Z",
    );
    expect(reminderMoment(atNight, { hours: everyDay }, addDays(autumn, 1))?.toISOString()).toBe(
      "2027-10-31T00:30:00.000Z",
    );
  });

  test("is none on a weekday that is closed, nor in a shop that wants none", () => {
    expect(reminderMoment(shop, { hours }, addDays(spring, 1))).toBeNull();
    expect(reminderMoment({ ...shop, remindPickup: "never" }, { hours }, spring)).toBeNull();
  });

  test("may be late by two hours, but never after the door has opened, and never for a day that was closed", () => {
    const due = (now: string, choice: object = {}, closed: string[] = []) =>
      dueDays({ ...shop, ...choice }, { hours, closed }, new Date(now)).map(({ day }) => day);
    expect(due("2027-03-27T17:59:59Z")).toEqual([]);
    expect(due("2027-03-27T18:00:00Z")).toEqual([spring]);
    expect(due("2027-03-27T19:59:59Z")).toEqual([spring]);
    expect(due("2027-03-27T20:00:00Z")).toEqual([]);
    expect(due("2027-03-27T18:30:00Z", {}, [spring])).toEqual([]);
    const anHour = { remindPickup: "hours", remindPickupHours: 1 };
    expect(due("2027-03-28T06:59:59Z", anHour)).toEqual([spring]);
    expect(due("2027-03-28T07:00:00Z", anHour)).toEqual([]);
  });

  test("counts its hours from the order's time, where that has one; in the evening before that is no matter", () => {
    const ten = new Date("2027-03-28T09:00:00Z");
    expect(reminderMoment({ ...shop, remindPickup: "hours" }, { hours }, spring, ten)?.toISOString()).toBe(
      "2027-03-27T21:00:00.000Z",
    );
    expect(reminderMoment(shop, { hours }, spring, ten)?.toISOString()).toBe("2027-03-27T18:00:00.000Z");
  });

  test("of a time comes so many hours before it begins, late by two hours at most, and never once it has begun", () => {
    const begins = Date.parse("2027-03-28T09:00:00Z");
    const due = (now: string, remindPickupHours: number, closed: string[] = []) => {
      const choice = { ...shop, remindPickup: "hours" as const, remindPickupHours };
      const { days, after, until } = dueTimes(choice, { hours, closed }, new Date(now))!;
      return days.includes(spring) && begins > after.getTime() && begins <= until.getTime();
    };
    expect(due("2027-03-28T05:59:59Z", 3)).toBe(false);
    expect(due("2027-03-28T06:00:00Z", 3)).toBe(true);
    expect(due("2027-03-28T07:59:59Z", 3)).toBe(true);
    expect(due("2027-03-28T08:00:00Z", 3)).toBe(false);
    expect(due("2027-03-28T08:59:59Z", 1)).toBe(true);
    expect(due("2027-03-28T09:00:00Z", 1)).toBe(false);
    expect(due("2027-03-28T06:00:00Z", 3, [spring])).toBe(false);
    expect(dueTimes(shop, { hours }, new Date())).toBeNull();
  });
});

describe("a single day with times of its own", () => {
  const shop = { ...evening, remindPickup: "hours" as const, remindPickupHours: 2, timezone: "Europe/London" };
  const monday = addDays(spring, 1);

  test("is reminded of by its own opening, also where its weekday is closed, and not if it is a closed day", () => {
    const hours = [{ weekday: 7, opensMinute: 480 }];
    const special = [
      { day: spring, opensMinute: 840 },
      { day: monday, opensMinute: 600 },
    ];
    expect(reminderMoment(shop, { hours, special }, spring)?.toISOString()).toBe("2027-03-28T11:00:00.000Z");
    expect(reminderMoment(shop, { hours, special }, monday)?.toISOString()).toBe("2027-03-29T07:00:00.000Z");
    const due = (now: string, closed: string[] = []) =>
      dueDays(shop, { hours, special, closed }, new Date(now)).map(({ day }) => day);
    expect(due("2027-03-28T05:10:00Z")).toEqual([]);
    expect(due("2027-03-28T11:00:00Z")).toEqual([spring]);
    expect(due("2027-03-29T07:00:00Z")).toEqual([monday]);
    expect(due("2027-03-29T07:00:00Z", [monday])).toEqual([]);
  });

  test("reminds its customers, though the weekday is closed", async () => {
    await remind({ remindPickup: "hours", remindPickupHours: 2 });
    await db().openingHours.deleteMany({ where: { weekday: 1 } });
    const order = await ordered({ pickupDay: monday });
    await setClock("2027-03-29T07:05:00Z");
    expect(await remindOfPickup()).toBe(0);
    const times = { windows: [{ startsMinute: 600, endsMinute: 720, capacity: 9 }], leadMinutes: 0, dayCapacity: null };
    await setDayTimes(owner, { day: monday, ...times, orderDaysBefore: 1, orderByMinute: 1080 });
    expect(await remindOfPickup()).toBe(1);
    expect(await reminded()).toMatchObject([{ orderId: order.id }]);
  });
});

describe("a customer", () => {
  test("is reminded once by email and text, when the moment comes, by the worker's job", async () => {
    await remind(evening);
    const order = await ordered({ notify: { email: true, text: true } });
    await setClock("2027-03-27T17:59:00Z");
    expect(await remindOfPickup()).toBe(0);
    await setClock("2027-03-27T18:00:30Z");
    await handlers["remind.customers"]({}, new AbortController().signal);
    expect(await remindOfPickup()).toBe(0);
    const events = await reminded();
    expect(events).toMatchObject([{ orderId: order.id, actor: { kind: "system" }, snapshot: { pickupDay: spring } }]);
    const messages = await planned(events[0]!.id);
    expect(messages.map(({ channel, place }) => [channel, place]).toSorted()).toEqual([
      ["email", "customer"],
      ["text", "customer"],
    ]);
    const [email, text] = ["email", "text"].map((channel) => messages.find((one) => one.channel === channel)!);
    expect(email!.subject).toBe(`Test Bakery: order ${order.number}, Sunday 28 March`);
    expect(email!.body).toContain("Sunday 28 March, 8 am to 1 pm");
    expect(email!.calendar).toContain("DTSTART:20270328T070000Z");
    expect(text!.body).toContain(`collect order ${order.number} Sun 28 Mar, 8 am to 1 pm.`);
  });

  test("is reminded by one of many workers", async () => {
    await remind(evening);
    for (let orders = 0; orders < 3; orders += 1) await ordered();
    await setClock("2027-03-27T18:10:00Z");
    await Promise.all(Array.from({ length: 4 }, remindOfPickup));
    expect(new Set((await reminded()).map(({ orderId }) => orderId)).size).toBe(3);
    expect(await reminded()).toHaveLength(3);
  });

  test.each([
    ["ordered after the moment", { placedAt: "2027-03-27T18:00:00.000Z" }],
    ["cancelled", { status: "cancelled" }],
    ["collected already", { status: "completed" }],
    ["did not come to an earlier day of it", { status: "not_collected" }],
    ["asked not to be told", { notify: { email: false, text: false } }],
    ["comes on another day", { pickupDay: addDays(spring, 7) }],
  ] as const)("who %s is not reminded", async (_, order) => {
    await remind(evening);
    await ordered(order);
    await setClock("2027-03-27T18:10:00Z");
    expect(await remindOfPickup()).toBe(0);
    expect(await reminded()).toEqual([]);
  });

  test("is not reminded of a day that the shop has closed, nor where it wants no reminders", async () => {
    await ordered();
    await setClock("2027-03-27T18:10:00Z");
    expect(await remindOfPickup()).toBe(0);
    await remind(evening);
    await db().closedDay.create({ data: { day: toDate(spring) } });
    expect(await remindOfPickup()).toBe(0);
  });

  test("whose order was cancelled before the reminder went gets none", async () => {
    await remind(evening);
    const order = await ordered();
    await setClock("2027-03-27T18:10:00Z");
    await remindOfPickup();
    const [message] = await planned((await reminded())[0]!.id);
    await db().order.update({ where: { id: order.id }, data: { status: "cancelled" } });
    expect((await tryOnce(message!.id)).state).toBe("withdrawn");
  });

  test("who could not be reached in time is not reminded of what is over", async () => {
    await remind(evening);
    await ordered();
    await setClock("2027-03-27T18:10:00Z");
    await remindOfPickup();
    const [message] = await planned((await reminded())[0]!.id);
    await setClock("2027-03-29T08:00:00Z");
    await tryOnce(message!.id);
    expect((await readDelivery(message!.id)).state).toBe("withdrawn");
  });
});

describe("an order that is moved", () => {
  const today = dayOf(new Date(), "Europe/London");
  const at = (day: string, time: string) => setClock(`${day}T${time}:00Z`);
  const move = async (orderId: string, day: string) => {
    const { revision } = await db().order.findUniqueOrThrow({ where: { id: orderId }, select: { revision: true } });
    await changeOrder(counter, { orderId, revision, day });
  };
  const daysTold = async (orderId: string) =>
    (
      await db().pickupReminder.findMany({
        where: { orderId },
        orderBy: { pickupDay: "asc" },
        select: { pickupDay: true },
      })
    ).map(({ pickupDay }) => pickupDay.toISOString().slice(0, 10));

  beforeEach(async () => {
    await remind(evening);
    await at(today, "08:00");
  });

  test("takes its reminder along", async () => {
    const { id } = await buy(await stock(5, { keeps: true }));
    await move(id, addDays(tomorrow, 1));
    await at(today, "18:20");
    expect(await remindOfPickup()).toBe(0);
    await at(tomorrow, "18:20");
    expect(await remindOfPickup()).toBe(1);
    expect(await daysTold(id)).toEqual([addDays(tomorrow, 1)]);
  });

  test("after its reminder is reminded of the new day too, and of no day twice", async () => {
    const { id } = await buy(await stock(5, { keeps: true }));
    await at(today, "18:20");
    expect(await remindOfPickup()).toBe(1);
    await move(id, addDays(tomorrow, 1));
    await move(id, tomorrow);
    expect(await remindOfPickup()).toBe(0);
    await move(id, addDays(tomorrow, 1));
    await at(tomorrow, "18:20");
    expect(await remindOfPickup()).toBe(1);
    expect(await daysTold(id)).toEqual([tomorrow, addDays(tomorrow, 1)]);
  });

  test("to a day whose moment has passed is not reminded: its customer just heard", async () => {
    const { id } = await buy(await stock(5, { keeps: true }));
    await move(id, addDays(tomorrow, 1));
    await at(today, "18:10");
    await move(id, tomorrow);
    await at(today, "18:30");
    expect(await remindOfPickup()).toBe(0);
    expect(await daysTold(id)).toEqual([]);
  });

  test("or cancelled while the worker looks is seen", async () => {
    const { id } = await buy(await stock(5, { keeps: true }));
    await at(today, "18:20");
    const [count] = await Promise.all([remindOfPickup(), cancelOrder(owner, { orderId: id, reason: "" })]);
    const [event] = await db().event.findMany({
      where: { orderId: id, type: { in: ["order.reminded", "order.cancelled"] } },
      orderBy: { at: "asc" },
    });
    expect(event?.type).toBe(count === 1 ? "order.reminded" : "order.cancelled");
  });
});

describe("an order with a time", () => {
  const clock = (time: string) => setClock(`${tomorrow}T${time}:00Z`);
  const utc = (startsAt: Date) => startsAt.getUTCHours() * 60 + startsAt.getUTCMinutes();
  /** So many minutes before a time begins. */
  const minutesBefore = (startsAt: Date, minutes: number) => {
    const at = utc(startsAt) - minutes;
    return clock(`${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`);
  };
  const take = async (orderId: string, slotId: string) => {
    const { revision } = await db().order.findUniqueOrThrow({ where: { id: orderId }, select: { revision: true } });
    await changeOrder(counter, { orderId, revision, slotId });
  };

  beforeEach(async () => {
    await remind({ remindPickup: "hours", remindPickupHours: 2 });
    await openTimes([window(10, 20), window(16, 20)]);
  });

  test("is reminded of its time, not of the opening; orders of the day without one of the opening", async () => {
    const loaf = await stock(9, { keeps: true });
    const [timed, untimed] = [await buy(loaf), await buy(loaf)];
    const noTime = { slotStartsAt: null, slotEndsAt: null, slotStartsMinute: null, slotEndsMinute: null };
    await db().order.update({ where: { id: untimed.id }, data: { slotId: null, ...noTime } });
    const [early] = await slotsOn();
    const { startsAt } = early!;
    await minutesBefore(startsAt, 239);
    expect(await remindOfPickup()).toBe(1);
    await minutesBefore(startsAt, 121);
    expect(await remindOfPickup()).toBe(0);
    await minutesBefore(startsAt, 119);
    expect(await remindOfPickup()).toBe(1);
    expect((await reminded()).map(({ orderId }) => orderId)).toEqual([untimed.id, timed.id]);
    await minutesBefore(startsAt, 60);
    expect(await remindOfPickup()).toBe(0);
  });

  test("that takes a later time takes its reminder along, and after it is reminded of the new time, and of none twice", async () => {
    const [early, late] = await slotsOn();
    const loaf = await stock(9, { keeps: true });
    const [moved, again] = [await buy(loaf), await buy(loaf)];
    await minutesBefore(early!.startsAt, 180);
    await take(moved.id, late!.id);
    await minutesBefore(early!.startsAt, 110);
    expect(await remindOfPickup()).toBe(1);
    await take(again.id, late!.id);
    await take(again.id, early!.id);
    expect(await remindOfPickup()).toBe(0);
    await take(again.id, late!.id);
    await minutesBefore(late!.startsAt, 110);
    expect(await remindOfPickup()).toBe(2);
    expect(await remindOfPickup()).toBe(0);
    const told = await db().pickupReminder.findMany({ where: { orderId: again.id }, orderBy: { at: "asc" } });
    expect(told.map(({ slotId }) => slotId)).toEqual([early!.id, late!.id]);
  });

  test("that takes a time whose moment has passed is not reminded: its customer just heard", async () => {
    const [early, late] = await slotsOn();
    const { id } = await buy(await stock(9, { keeps: true }));
    await take(id, late!.id);
    await minutesBefore(early!.startsAt, 90);
    await take(id, early!.id);
    expect(await remindOfPickup()).toBe(0);
  });

  test("is reminded by one of many workers", async () => {
    const loaf = await stock(9, { keeps: true });
    const orders = [await buy(loaf), await buy(loaf), await buy(loaf)];
    const [early] = await slotsOn();
    await minutesBefore(early!.startsAt, 100);
    await Promise.all(Array.from({ length: 4 }, remindOfPickup));
    const told = (await reminded()).map(({ orderId }) => orderId);
    expect(told.toSorted()).toEqual(orders.map(({ id }) => id).toSorted());
  });

  test("that moved within its day before the reminder went gets that one no more", async () => {
    const [early, late] = await slotsOn();
    const { id } = await buy(await stock(9, { keeps: true }));
    await minutesBefore(early!.startsAt, 100);
    await remindOfPickup();
    const [message] = await planned((await reminded())[0]!.id);
    await take(id, late!.id);
    expect((await tryOnce(message!.id)).state).toBe("withdrawn");
  });

  test("in a shop that reminds in the evening before is reminded once, whatever its time", async () => {
    await remind(evening);
    const today = dayOf(new Date(), "Europe/London");
    await setClock(`${today}T08:00:00Z`);
    const [, late] = await slotsOn();
    const { id } = await buy(await stock(9, { keeps: true }));
    await setClock(`${today}T18:30:00Z`);
    expect(await remindOfPickup()).toBe(1);
    await take(id, late!.id);
    expect(await remindOfPickup()).toBe(0);
    await clock("07:00");
    expect(await remindOfPickup()).toBe(0);
  });
});
