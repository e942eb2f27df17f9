import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import { type CounterOrderInput, counterOrderInput } from "@/lib/orders/counter-input";
import { placeCounterOrder } from "@/lib/orders/place-counter-order";
import { getOrder } from "@/lib/orders/queries";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { addDays, dayOf, toDate, weekdayOf } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { counter, customer, openShop, readLevel, settle, stock, tomorrow } from "@/tests/support/shop";
import { openTimes, slotsOn, takenOn, window } from "@/tests/support/times";

useDatabase();
beforeAll(openShop);

type Line = { variantId: string; quantity: number };

/** A form as staff fill it in for somebody who gives a name and nothing else. */
function form(lines: Line[], typed: Partial<CounterOrderInput> = {}): CounterOrderInput {
  return {
    key: randomUUID(),
    day: tomorrow,
    channel: "counter",
    lines,
    customer: { name: "Mrs Ito", email: "", phone: "" },
    notify: { email: false, text: false },
    note: "",
    paid: false,
    lift: undefined,
    expectedTotalMinor: undefined,
    ...typed,
  };
}

async function oneLoaf(onHand = 5, quantity = 1) {
  const loaf = await stock(onHand);
  return { ...loaf, lines: [{ variantId: loaf.variantId, quantity }] };
}

describe("staff order for somebody", () => {
  test("the order is placed like any other, by the one who typed it, and says how it came", async () => {
    const loaf = await oneLoaf(5, 2);
    const { id } = await placeCounterOrder(counter, form(loaf.lines, { channel: "phone", note: "Sliced" }));

    const order = await getOrder(id);
    expect(order).toMatchObject({ channel: "phone", status: "placed", totalMinor: 900, note: "Sliced", paidAt: null });
    expect(order.events).toMatchObject([{ type: "order.placed", actor: { kind: "staff", name: counter.name } }]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 2 });
    expect(await db().stockEntry.findFirst({ where: { orderId: id } })).toMatchObject({ reason: "order_placed" });
    expect(await db().cart.findFirst({ where: { orderId: id } })).toMatchObject({ channel: "counter" });
  });

  test("what is paid at once is paid from the first event on", async () => {
    const { lines } = await oneLoaf();
    const { id } = await placeCounterOrder(counter, form(lines, { paid: true }));
    const order = await getOrder(id);
    expect(order.paidAt).not.toBeNull();
    const event = await db().event.findFirstOrThrow({ where: { orderId: id } });
    expect((event.snapshot as OrderSnapshot).paidAt).toBe(order.paidAt);
  });

  test("nobody is written to when no address was given; the shop and its systems still hear", async () => {
    const { lines } = await oneLoaf();
    await db().destination.create({
      data: {
        id: "dst_1",
        name: "Kitchen",
        address: "http://127.0.0.1/x",
        sealedSecret: "x",
        events: Object.keys(exportedEvents),
      },
    });
    const { id } = await placeCounterOrder(counter, form(lines));
    const { id: eventId } = await db().event.findFirstOrThrow({ where: { orderId: id } });
    await planDeliveries(eventId);
    const planned = await db().delivery.findMany({ where: { eventId }, orderBy: { place: "asc" } });
    expect(planned.map(({ place, channel }) => [place, channel])).toEqual([
      ["dst_1", "webhook"],
      ["shop", "email"],
    ]);
    const body = JSON.parse(planned[0]!.body) as { data: { order: { channel: string; customer: { id: string } } } };
    expect(body.data.order).toMatchObject({ channel: "counter", customer: { name: "Mrs Ito", email: "", phone: "" } });
    await db().destination.update({ where: { id: "dst_1" }, data: { disabledAt: new Date() } });
  });

  test("two customers without an address are two customers to other systems", async () => {
    const { lines } = await oneLoaf();
    await db().destination.updateMany({ data: { disabledAt: null } });
    const ids = new Set<string>();
    for (const _ of [1, 2]) {
      const { id } = await placeCounterOrder(counter, form(lines));
      const { id: eventId } = await db().event.findFirstOrThrow({ where: { orderId: id } });
      await planDeliveries(eventId);
      const { body } = await db().delivery.findFirstOrThrow({ where: { eventId, channel: "webhook" } });
      ids.add((JSON.parse(body) as { data: { order: { customer: { id: string } } } }).data.order.customer.id);
    }
    expect(ids.size).toBe(2);
    await db().destination.updateMany({ data: { disabledAt: new Date() } });
  });
});

describe("one form, one order", () => {
  test("a double tap places it once, even of the last unit", async () => {
    const loaf = await oneLoaf(1);
    const typed = form(loaf.lines);
    const { values, errors } = await settle(Array.from({ length: 20 }, () => placeCounterOrder(counter, typed)));
    expect(errors).toEqual({});
    expect(new Set(values.map((order) => order.id)).size).toBe(1);
    expect(values.filter((order) => !order.repeated)).toHaveLength(1);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1 });
  });

  test("control: two forms of the last unit are two orders, and one is refused", async () => {
    const loaf = await oneLoaf(1);
    const { values, errors } = await settle([
      placeCounterOrder(counter, form(loaf.lines)),
      placeCounterOrder(counter, form(loaf.lines)),
    ]);
    expect([values.length, errors]).toEqual([1, { out_of_stock: 1 }]);
  });

  test("the same form with other content is refused, and names the order that it placed", async () => {
    const loaf = await oneLoaf();
    const typed = form(loaf.lines);
    const { id } = await placeCounterOrder(counter, typed);
    const other = placeCounterOrder(counter, { ...typed, lines: [{ variantId: loaf.variantId, quantity: 3 }] });
    await expect(other).rejects.toMatchObject({ code: "form_reused", detail: { orderId: id } });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1 });
  });

  test("a refused form can be sent again", async () => {
    const loaf = await oneLoaf(1, 2);
    const typed = form(loaf.lines);
    await expect(placeCounterOrder(counter, typed)).rejects.toMatchObject({ code: "out_of_stock" });
    const again = placeCounterOrder(counter, { ...typed, lines: [{ variantId: loaf.variantId, quantity: 1 }] });
    await expect(again).resolves.toMatchObject({ repeated: false });
  });
});

describe("the rules for staff", () => {
  test("ordering may be switched off, and the last moment may have passed", async () => {
    const today = dayOf(new Date(), "Europe/London");
    const loaf = await stock(0);
    await db().stockLevel.create({
      data: { id: "lvl_today", variantId: loaf.variantId, day: toDate(today), onHand: 2 },
    });
    await db().shop.updateMany({ data: { orderingOpen: false } });
    await db().openingHours.updateMany({ data: { orderByMinute: 0 } });
    const lines = [{ variantId: loaf.variantId, quantity: 1 }];
    await expect(placeCounterOrder(counter, form(lines, { day: today }))).resolves.toMatchObject({ repeated: false });
    await db().openingHours.updateMany({ data: { orderByMinute: 1440 } });
    await db().shop.updateMany({ data: { orderingOpen: true } });
  });

  test("not for a day on which the shop is closed, nor one that is over", async () => {
    const { lines } = await oneLoaf();
    const yesterday = addDays(dayOf(new Date(), "Europe/London"), -1);
    const past = placeCounterOrder(counter, form(lines, { day: yesterday }));
    await expect(past).rejects.toMatchObject({ code: "day_closed" });
    await db().closedDay.create({ data: { day: toDate(tomorrow) } });
    await expect(placeCounterOrder(counter, form(lines))).rejects.toMatchObject({ code: "day_closed" });
    await db().closedDay.deleteMany();
    await db().openingHours.delete({ where: { weekday: weekdayOf(tomorrow) } });
    await expect(placeCounterOrder(counter, form(lines))).rejects.toMatchObject({ code: "day_closed" });
    const hours = { opensMinute: 480, closesMinute: 780, orderDaysBefore: 0, orderByMinute: 1440 };
    await db().openingHours.create({ data: { weekday: weekdayOf(tomorrow), ...hours } });
  });

  test("stock, limits, the price and what is on sale bind staff as they bind customers", async () => {
    const [short, limited] = [await oneLoaf(1, 2), await stock(9, { limitPerOrder: 2 })];
    await expect(placeCounterOrder(counter, form(short.lines))).rejects.toMatchObject({ code: "out_of_stock" });
    expect(await db().refusedDemand.findFirst({ where: { variantId: short.variantId } })).toMatchObject({
      channel: "counter",
    });
    const many = placeCounterOrder(counter, form([{ variantId: limited.variantId, quantity: 3 }]));
    await expect(many).rejects.toThrow(/At most 2 of Loaf/);
    const dear = form([{ variantId: limited.variantId, quantity: 1 }], { expectedTotalMinor: 1 });
    await expect(placeCounterOrder(counter, dear)).rejects.toMatchObject({ code: "price_changed" });
    await db().variant.update({ where: { id: limited.variantId }, data: { hiddenAt: new Date() } });
    const hidden = placeCounterOrder(counter, form([{ variantId: limited.variantId, quantity: 1 }]));
    await expect(hidden).rejects.toMatchObject({ code: "not_on_sale" });
    await expect(placeCounterOrder(counter, form([]))).rejects.toMatchObject({ code: "cart_empty" });
  });

  test("only staff place orders for others", async () => {
    const loaf = await oneLoaf();
    for (const actor of [null, customer, { kind: "api" }] as (Actor | null)[])
      await expect(placeCounterOrder(actor, form(loaf.lines))).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0 });
  });
});

describe("on a day with times", () => {
  beforeEach(() => openTimes([window(9, 2), window(11, 20)], { leadMinutes: 10_080 }));
  afterEach(() => openTimes([]));

  test("the order is in the time that was chosen, whose last moment does not bind staff, and takes its work", async () => {
    const { lines } = await oneLoaf(5, 2);
    const [, second] = await slotsOn();
    const { id } = await placeCounterOrder(counter, form(lines, { slotId: second!.id }));
    expect((await getOrder(id)).slot).toMatchObject({ id: second!.id, startsMinute: 660 });
    expect((await takenOn()).at(1)).toBe(2);
  });

  test("who names none is in the next with room; a full one that is named is refused with those that have some", async () => {
    const { lines } = await oneLoaf(9, 2);
    const [first, second] = await slotsOn();
    const { id } = await placeCounterOrder(counter, form(lines));
    expect((await getOrder(id)).slot?.id).toBe(first!.id);
    const typed = form(lines, { slotId: first!.id });
    await expect(placeCounterOrder(counter, typed)).rejects.toMatchObject({
      code: "slot_full",
      message: "There is not enough room at that time. There is room at 11 am to 1 pm.",
    });
    const { id: other } = await placeCounterOrder(counter, { ...typed, slotId: second!.id });
    expect((await getOrder(other)).slot?.id).toBe(second!.id);
  });

  test("the same form with another time is another order's: it is refused, and the order stays in its time", async () => {
    const { lines } = await oneLoaf();
    const [first, second] = await slotsOn();
    const typed = form(lines, { slotId: second!.id });
    const { id } = await placeCounterOrder(counter, typed);
    await expect(placeCounterOrder(counter, { ...typed, slotId: first!.id })).rejects.toMatchObject({
      code: "form_reused",
      detail: { orderId: id },
    });
    expect((await getOrder(id)).slot?.id).toBe(second!.id);
  });
});

describe("the form", () => {
  const variant = "var_01J0000000000000000000000A";
  const typed = { key: randomUUID(), day: tomorrow, name: "Mrs Ito", [`units-${variant}`]: "2", "units-x": "9" };

  test("a name and what is wanted are enough", () => {
    expect(counterOrderInput("GB").parse(typed)).toMatchObject({
      channel: "counter",
      slotId: undefined,
      lines: [{ variantId: variant, quantity: 2 }],
      customer: { name: "Mrs Ito", email: "", phone: "" },
      notify: { email: false, text: false },
      paid: false,
    });
  });

  test("a time is one of ours, and none chosen is none", () => {
    expect(counterOrderInput("GB").parse({ ...typed, slot: "slt_1" })).toMatchObject({ slotId: "slt_1" });
    expect(counterOrderInput("GB").parse({ ...typed, slot: "" }).slotId).toBeUndefined();
    const { error } = counterOrderInput("GB").safeParse({ ...typed, slot: "noon" });
    expect(error?.issues.map((issue) => [issue.path.join(), issue.message])).toEqual([
      ["slot", "Please choose a time."],
    ]);
  });

  test("an address means that they are told; a number alone is kept to be called", () => {
    const given = counterOrderInput("GB").parse({
      ...typed,
      email: "ito@example.org",
      phone: "020 7946 0018",
      paid: "yes",
    });
    expect(given).toMatchObject({
      customer: { email: "ito@example.org", phone: "+442079460018" },
      notify: { email: true, text: false },
      paid: true,
    });
  });

  test("everything that is wrong is said at once, beside its field", () => {
    const wrong = {
      ...typed,
      name: "Mrs Ito",
      email: "ito@",
      phone: "020 7946 0018",
      text: "yes",
      [`units-${variant}`]: "1.5",
    };
    const { error } = counterOrderInput("GB").safeParse(wrong);
    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([`units-${variant}`, "email", "phone"]);
  });
});
