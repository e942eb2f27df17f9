import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hideItem } from "@/lib/catalog/hide-item";
import { db } from "@/lib/db/client";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { changeOrder } from "@/lib/orders/change-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { placeOrder } from "@/lib/orders/place-order";
import { changeHours } from "@/lib/settings/change-hours";
import { closeDay } from "@/lib/settings/close-day";
import type { Hours } from "@/lib/settings/queries";
import { reopenDay } from "@/lib/settings/reopen-day";
import { addDays, instantAt, toDate, weekdayOf } from "@/lib/time";
import { shelf } from "@/tests/catalog/drops";
import { wrongInBooks } from "@/tests/support/books";
import { setClock } from "@/tests/support/clock";
import { openConnections, useDatabase } from "@/tests/support/database";
import { answerOf, buyAtCounter } from "@/tests/support/doors";
import { inFrontOf, reach } from "@/tests/support/in-front-of";
import { somebodyWaits, throughOrWaiting } from "@/tests/support/lock-waits";
import {
  apiRequest,
  buy,
  contact,
  counter,
  customer,
  fillCart,
  openShop,
  owner,
  readLevel,
  type Stocked,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";
import { openTimes, slotsOn, window } from "@/tests/support/times";

useDatabase();
beforeAll(openShop);
afterEach(async () => {
  await setClock(null);
  await reopenDay(owner, { day: tomorrow });
  await openTimes([]);
  expect(await wrongInBooks()).toEqual([]);
});

const lastMoment = instantAt(tomorrow, 1_440, "Europe/London");
const justBefore = (instant: Date) => setClock(new Date(instant.getTime() - 2_000).toISOString());
/** What is done waits for the level over the last moment: all else is there before the clock is set, so that the wait is all that takes time. */
async function overTheLast<Result>({ levelId }: Stocked, begin: () => Promise<Result>, last = lastMoment) {
  await justBefore(last);
  return inFrontOf(levelId, begin, last);
}
const one = (loaf: Stocked) => [{ variantId: loaf.variantId, quantity: 1 }];
const close = () => closeDay(owner, { day: tomorrow, reason: "The oven is broken" });
const byApi = (loaf: Stocked) =>
  placeOrder({ kind: "api" }, apiRequest(crypto.randomUUID(), [{ sku: loaf.sku, quantity: 1 }]));

/** A cart, and that it and the level are as they were. */
async function cartOf(loaf: Stocked) {
  const id = await fillCart(one(loaf));
  const untouched = async () => {
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0, version: 0 });
    expect(await db().cart.findUniqueOrThrow({ where: { id } })).toMatchObject({ orderId: null, version: 0 });
  };
  return { id, untouched };
}

/** An order of two, and how its customer sets it to another number, or adds a cart with one more. */
async function own(loaf: Stocked) {
  const { id, token, snapshot } = await buy(loaf, 2);
  const line = snapshot.lines[0]!;
  const set = (quantity: number) =>
    changeOwnOrder(customer, { token, revision: 1, lines: [{ lineId: line.id, quantity }] });
  const cartId = await fillCart(one(loaf));
  return { id, set, add: () => addCartToOrder(customer, { cartId, token }), cartId };
}

describe("an order that waits for its turn over the last moment to order for its day", () => {
  test("is refused, takes nothing, draws no number, and leaves the cart as it was", async () => {
    const loaf = await stock(5);
    const cart = await cartOf(loaf);
    const { number } = await buy(await stock(1));
    const { order } = await overTheLast(loaf, () => submit(cart.id));
    await expect(order).rejects.toMatchObject({ code: "day_closed", detail: { day: tomorrow } });
    await cart.untouched();
    await setClock(null);
    expect((await submit(cart.id)).number).toBe(number + 1);
  });

  test("is refused by the API as well", async () => {
    const loaf = await stock(5);
    const { order } = await overTheLast(loaf, () => byApi(loaf));
    await expect(order).rejects.toMatchObject({ code: "day_closed" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0, version: 0 });
  });

  test("is placed where a member of the staff takes it", async () => {
    const loaf = await stock(5);
    const { order } = await overTheLast(loaf, () => buyAtCounter(loaf));
    await expect(order).resolves.toMatchObject({ repeated: false });
  });

  test.each([1, 3])("a customer's change of two to %i is too late as well", async (quantity) => {
    const loaf = await stock(5);
    const { set } = await own(loaf);
    const { order } = await overTheLast(loaf, () => set(quantity));
    await expect(order).rejects.toMatchObject({ code: "too_late_to_change" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 2 });
  });

  test("so is a cart that is added to an order, and it stays a cart", async () => {
    const loaf = await stock(5);
    const { add, cartId } = await own(loaf);
    const { order } = await overTheLast(loaf, add);
    await expect(order).rejects.toMatchObject({ code: "too_late_to_change" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 2 });
    expect(await db().cart.findUniqueOrThrow({ where: { id: cartId } })).toMatchObject({ orderId: null, version: 0 });
  });
});

test("an order whose turn comes before the last moment is placed, however close that is", async () => {
  const loaf = await stock(5);
  const cart = await cartOf(loaf);
  await justBefore(lastMoment);
  const { order } = await inFrontOf(loaf.levelId, () => submit(cart.id), new Date());
  const { placedAt } = await db().order.findUniqueOrThrow({ where: { id: (await order).id } });
  expect(placedAt.getTime()).toBeLessThan(lastMoment.getTime());
});

test.each([
  { night: "2027-03-28", minute: 90, last: "2027-03-28T01:30:00Z", what: "a minute that the clocks skip" },
  { night: "2027-10-31", minute: 90, last: "2027-10-31T00:30:00Z", what: "a minute that comes twice" },
])("in a night in which the clocks change, $what is one instant to both", async ({ night, minute, last }) => {
  const jam = await stock(5, { keeps: true });
  await db().openingHours.update({ where: { weekday: 7 }, data: { orderByMinute: minute } });
  const carts = [await fillCart(one(jam), night), await fillCart(one(jam), night)];
  await setClock(new Date(Date.parse(last) - 60_000).toISOString());
  await submit(carts[0]!);
  const { order } = await overTheLast(jam, () => submit(carts[1]!), new Date(last));
  await expect(order).rejects.toMatchObject({ code: "day_closed" });
  expect(await readLevel(jam.levelId)).toMatchObject({ committed: 1 });
  await db().openingHours.update({ where: { weekday: 7 }, data: { orderByMinute: 1_440 } });
});

describe.each([{ windows: [] }, { windows: [window(9, 10), window(11, 10)] }])(
  "a day that staff close while an order for it waits, with $windows.length times",
  ({ windows }) => {
    beforeEach(() => openTimes(windows));

    test("the order is refused, and is not among those that staff were shown", async () => {
      const loaf = await stock(5);
      const cart = await cartOf(loaf);
      let shown: unknown;
      const { order } = await inFrontOf(
        loaf.levelId,
        () => submit(cart.id),
        async () => {
          shown = await close();
        },
      );
      await expect(order).rejects.toMatchObject({ code: "day_closed" });
      const { orders } = shown as { orders: number };
      expect(await db().order.count({ where: { pickupDay: toDate(tomorrow), status: "placed" } })).toBe(orders);
      await cart.untouched();
    });

    test("so is one that staff take, a customer's change to more, a cart that is added, and an order that is moved there", async () => {
      const loaf = await stock(9);
      const { set, add } = await own(loaf);
      const elsewhere = await submit(await fillCart(one(await stock(1, { keeps: true })), addDays(tomorrow, 1)));
      await db().order.update({
        where: { id: elsewhere.id },
        data: { slotId: null, slotStartsAt: null, slotEndsAt: null, slotStartsMinute: null, slotEndsMinute: null },
      });
      const more = { orderId: elsewhere.id, revision: 1, day: tomorrow, added: one(loaf) };
      for (const [answer, door] of [
        ["day_closed", () => buyAtCounter(loaf)],
        ["day_closed", () => byApi(loaf)],
        ["day_closed", () => set(3)],
        ["day_closed", add],
        ["day_closed", () => changeOrder(counter, more)],
      ] as const) {
        const { order } = await inFrontOf<unknown>(loaf.levelId, door, close);
        await expect(order).rejects.toMatchObject({ code: answer });
        await reopenDay(owner, { day: tomorrow });
      }
      expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 2 });
    });

    test("an order that is being stored already is waited for, and shown", async () => {
      const loaf = await stock(5);
      const cart = await cartOf(loaf);
      const before = await db().order.count({ where: { pickupDay: toDate(tomorrow), status: "placed" } });
      const [client] = await openConnections(1);
      await client!.query("BEGIN");
      await client!.query("SELECT 1 FROM variants WHERE id = $1 FOR UPDATE", [loaf.variantId]);
      const order = submit(cart.id);
      await somebodyWaits();
      const closing = close();
      await throughOrWaiting(closing, 2);
      await client!.query("COMMIT");
      await order;
      expect(await closing).toMatchObject({ orders: before + 1 });
    });

    test("an order that comes while the day is being closed waits for that, and is refused", async () => {
      const loaf = await stock(5);
      const cart = await cartOf(loaf);
      const [client] = await openConnections(1);
      await client!.query("BEGIN");
      await client!.query("LOCK TABLE closed_days IN EXCLUSIVE MODE");
      await client!.query("INSERT INTO closed_days (day) VALUES ($1)", [tomorrow]);
      const order = submit(cart.id);
      order.catch(() => undefined);
      await somebodyWaits();
      await client!.query("COMMIT");
      await expect(order).rejects.toMatchObject({ code: "day_closed" });
      await cart.untouched();
    });
  },
);

describe("the hours of the week, changed while an order waits", () => {
  const week = async () => (await db().openingHours.findMany({ orderBy: { weekday: "asc" } })) as Hours[];
  const change = async (hours: readonly Hours[]) => {
    const { version } = await db().shop.findFirstOrThrow({ select: { version: true } });
    await changeHours(owner, { version, hours });
  };
  const without = (hours: Hours[]) => hours.filter(({ weekday }) => weekday !== weekdayOf(tomorrow));

  test.each([
    { what: "without its weekday", next: without, answer: "day_closed" },
    {
      what: "with a last moment that has passed",
      next: (hours: Hours[]) => hours.map((day) => ({ ...day, orderDaysBefore: 2 })),
      answer: "day_closed",
    },
    {
      what: "with a shop that opens an hour later",
      next: (hours: Hours[]) => hours.map((day) => ({ ...day, opensMinute: day.opensMinute + 60 })),
      answer: "done",
    },
  ])("$what: $answer", async ({ next, answer }) => {
    const [loaf, before] = [await stock(5), await week()];
    const { order } = await inFrontOf(
      loaf.levelId,
      () => buy(loaf),
      () => change(next(before)),
    );
    expect(await answerOf(order)).toBe(answer);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: answer === "done" ? 1 : 0 });
    await change(before);
  });
});

describe("something that is taken off sale while an order of it waits", () => {
  test("the order is refused, with its name, beside another thing too", async () => {
    const [loaf, other] = [await shelf(), await stock(5)];
    const id = await fillCart([...one(other), ...one(loaf)]);
    const { order } = await inFrontOf(
      loaf.levelId,
      () => submit(id),
      () => hideItem(owner, loaf),
    );
    await expect(order).rejects.toMatchObject({ code: "not_on_sale", detail: { lines: [{ sku: loaf.sku }] } });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0, version: 0 });
    expect(await readLevel(other.levelId)).toMatchObject({ committed: 0, version: 0 });
    expect(await db().cart.findUniqueOrThrow({ where: { id } })).toMatchObject({ orderId: null, version: 0 });
  });

  test.each(["variant", "schedule"])("so it is where its %s says so", async (what) => {
    const loaf = await shelf();
    const cart = await cartOf(loaf);
    const hide = () =>
      what === "variant"
        ? db().variant.update({ where: { id: loaf.variantId }, data: { hiddenAt: new Date() } })
        : db().item.update({ where: { id: loaf.itemId }, data: { onSaleUntil: new Date() } });
    const { order } = await inFrontOf<unknown>(loaf.levelId, () => submit(cart.id), hide);
    await expect(order).rejects.toMatchObject({ code: "not_on_sale" });
    await cart.untouched();
  });

  test("so is one that staff take, and what customers add to an order; fewer of it is possible", async () => {
    const loaf = await shelf(9);
    const { set, add } = await own(loaf);
    const hide = () => hideItem(owner, loaf);
    const publish = () => db().item.update({ where: { id: loaf.itemId }, data: { hiddenAt: null } });
    for (const door of [() => buyAtCounter(loaf), () => set(3), add]) {
      const { order } = await inFrontOf<unknown>(loaf.levelId, door, hide);
      await expect(order).rejects.toMatchObject({ code: "not_on_sale" });
      await publish();
    }
    const { order } = await inFrontOf(loaf.levelId, () => set(1), hide);
    await expect(order).resolves.toMatchObject({ revision: 2 });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1 });
  });
});

describe("a pickup time, while an order waits", () => {
  const taken = async (id: string) => (await db().pickupSlot.findUniqueOrThrow({ where: { id } })).taken;
  const submitFor = (cartId: string, slotId?: string) => placeOrder(customer, { ...contact, key: { cartId }, slotId });
  const offered = async () => (await slotsOn()).filter((slot) => slot.offered);

  /** Two times, of which the first can be chosen for two seconds more: all else is there by now, as in `overTheLast`. */
  async function twoTimes(hour: number) {
    await openTimes([window(hour, 5), window(hour + 2, 5)]);
    const [first, second] = await offered();
    const soon = new Date(Date.now() + 2_000);
    await db().pickupSlot.update({ where: { id: first!.id }, data: { chooseUntil: soon } });
    return { first: first!.id, second: second!.id, soon };
  }

  test.each([1, 3])("whose last moment passes meanwhile ends a customer's change of two to %i", async (quantity) => {
    await openTimes([window(8, 9), window(10, 9)]);
    const [slot] = await offered();
    const loaf = await stock(5);
    const { set } = await own(loaf);
    const before = await taken(slot!.id);
    const { order } = await overTheLast(loaf, () => set(quantity), slot!.chooseUntil);
    await expect(order).rejects.toMatchObject({ code: "too_late_to_change" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 2 });
    expect(await taken(slot!.id)).toBe(before);
  });

  test("that can be chosen no more is refused to who chose it, with those that can be", async () => {
    const loaf = await stock(5);
    const cart = await cartOf(loaf);
    const { first, second, soon } = await twoTimes(13);
    const { order } = await inFrontOf(loaf.levelId, () => submitFor(cart.id, first), soon);
    await expect(order).rejects.toMatchObject({ code: "slot_closed", detail: { slots: [{ id: second }] } });
    expect([await taken(first), await taken(second)]).toEqual([0, 0]);
  });

  test("that can be chosen no more is left for the next by who named none", async () => {
    const loaf = await stock(5);
    const cart = await cartOf(loaf);
    const { first, second, soon } = await twoTimes(17);
    const { order } = await inFrontOf(loaf.levelId, () => submitFor(cart.id), soon);
    await order;
    expect([await taken(first), await taken(second)]).toEqual([0, 1]);
  });

  test("that goes is refused with those that are offered then", async () => {
    await openTimes([window(6, 5)]);
    const [gone] = await offered();
    const cart = await cartOf(await stock(5));
    const [client] = await openConnections(1);
    await client!.query("BEGIN");
    await client!.query("SELECT 1 FROM shop FOR UPDATE");
    const saving = openTimes([window(20, 5)]);
    await somebodyWaits();
    const order = submitFor(cart.id, gone!.id);
    order.catch(() => undefined);
    await somebodyWaits(2);
    await client!.query("COMMIT");
    await saving;
    const [next] = await offered();
    await expect(order).rejects.toMatchObject({ code: "slot_gone", detail: { slots: [{ id: next!.id }] } });
    expect(await taken(next!.id)).toBe(0);
  });
});

test("the clock that decides is the database's, also where it is ahead of the web process's", async () => {
  await setClock(new Date(lastMoment.getTime() + 5_000).toISOString());
  await reach(lastMoment);
  await expect(buy(await stock(1))).rejects.toMatchObject({ code: "day_closed" });
});
