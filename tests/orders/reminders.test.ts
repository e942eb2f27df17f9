import { beforeEach, describe, expect, test } from "vitest";
import { handlers } from "@/jobs/handlers";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { newId } from "@/lib/id";
import { acceptByItself, acceptWaiting } from "@/lib/orders/accept-by-itself";
import { acceptOrder } from "@/lib/orders/accept-order";
import { remindOfWaiting } from "@/lib/orders/remind-of-waiting";
import { remindOutOfTouch } from "@/lib/orders/remind-out-of-touch";
import { noteBeat } from "@/lib/staff/note-beat";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, openShop, stock } from "@/tests/support/shop";

useDatabase();
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE events, shop, opening_hours, categories, orders, carts, sessions CASCADE`;
  await openShop();
});

/** As if so many minutes had gone by since everything that is stored. */
async function pass(minutes: number): Promise<void> {
  await db().$executeRaw`UPDATE orders SET placed_at = placed_at - make_interval(mins => ${minutes}::int)`;
  await db().$executeRaw`UPDATE staff_beats SET seen_at = seen_at - make_interval(mins => ${minutes}::int)`;
  await db().$executeRaw`ALTER TABLE events DISABLE TRIGGER USER`;
  await db().$executeRaw`UPDATE events SET at = at - make_interval(mins => ${minutes}::int)`;
  await db().$executeRaw`ALTER TABLE events ENABLE TRIGGER USER`;
}

const told = (type: string) =>
  db().event.findMany({ where: { type }, select: { id: true, snapshot: true }, orderBy: { id: "asc" } });
const set = (data: object) => db().shop.updateMany({ data });

describe("an order that nobody accepts", () => {
  test("is told of once it has waited the shop's time, and never again, whoever asks and however many", async () => {
    const order = await buy(await stock(5));
    await pass(14);
    expect(await remindOfWaiting()).toBe(0);
    await pass(2);
    const counts = await Promise.all([remindOfWaiting(), remindOfWaiting(), remindOfWaiting()]);
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    await pass(60);
    expect(await remindOfWaiting()).toBe(0);
    expect(await told("orders.waiting")).toMatchObject([
      { snapshot: { orders: [{ id: order.id, number: String(order.number), minutes: 16 }] } },
    ]);
  });

  test("is told together with the others that wait, by email and text, and each later one by itself", async () => {
    await set({ remindPhone: "+447700900123", orderPrefix: "FB-" });
    const loaf = await stock(9);
    await buy(loaf);
    await buy(loaf);
    await pass(20);
    expect(await remindOfWaiting()).toBe(2);
    await buy(loaf);
    await pass(16);
    expect(await remindOfWaiting()).toBe(1);
    const events = await told("orders.waiting");
    expect(events).toHaveLength(2);
    await planDeliveries(events[0]!.id);
    await planDeliveries(events[0]!.id);
    const messages = await db().delivery.findMany({
      where: { eventId: events[0]!.id },
      select: { channel: true, place: true, address: true, subject: true, body: true },
      orderBy: { channel: "asc" },
    });
    expect(messages).toEqual([
      {
        channel: "email",
        place: "shop",
        address: "orders@test.example",
        subject: "Test Bakery: 2 orders wait to be accepted",
        body: expect.stringMatching(/FB-\d+ has waited 20 min/),
      },
      {
        channel: "text",
        place: "shop",
        address: "+447700900123",
        subject: "",
        body: expect.stringContaining("2 orders wait to be accepted"),
      },
    ]);
  });

  test("is not told of once somebody accepted it, nor where the shop wants no reminders", async () => {
    const loaf = await stock(9);
    const order = await buy(loaf);
    await acceptOrder(counter, { orderId: order.id });
    await pass(60);
    expect(await remindOfWaiting()).toBe(0);
    await buy(loaf);
    await pass(60);
    await set({ remindAfter: 0 });
    expect(await remindOfWaiting()).toBe(0);
    await set({ remindAfter: 15, acceptsByItself: true });
    expect(await remindOfWaiting()).toBe(0);
    expect(await told("orders.waiting")).toEqual([]);
  });
});

describe("a staff page", () => {
  async function session(): Promise<string> {
    const id = newId("ses");
    const data = {
      id: newId("stf"),
      name: "Mina",
      email: `${id}@example.org`,
      passwordHash: "x",
      role: "staff",
    } as const;
    await db().staffMember.create({
      data: { ...data, sessions: { create: { id, expiresAt: new Date("2999-01-01") } } },
    });
    return id;
  }

  test("that is in touch keeps the shop quiet; out of touch while orders wait is told once, until it comes back and goes again", async () => {
    const page = await session();
    await noteBeat(counter, page);
    await buy(await stock(5));
    await pass(2);
    expect(await remindOutOfTouch()).toBe(false);
    await pass(2);
    const answers = await Promise.all([remindOutOfTouch(), remindOutOfTouch(), remindOutOfTouch()]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    await pass(30);
    expect(await remindOutOfTouch()).toBe(false);
    await noteBeat(counter, page);
    expect(await remindOutOfTouch()).toBe(false);
    await pass(4);
    expect(await remindOutOfTouch()).toBe(true);
    expect(await told("shop.out_of_touch")).toMatchObject([
      { snapshot: { waiting: 1, lastSeen: expect.any(String) } },
      { snapshot: { waiting: 1 } },
    ]);
  });

  test("that nobody ever opened is told of once; a quiet shop, or one that wants no word, is left alone", async () => {
    expect(await remindOutOfTouch()).toBe(false);
    await buy(await stock(5));
    expect(await remindOutOfTouch()).toBe(false);
    await pass(4);
    await set({ remindWhenOutOfTouch: false });
    expect(await remindOutOfTouch()).toBe(false);
    await set({ remindWhenOutOfTouch: true });
    expect(await remindOutOfTouch()).toBe(true);
    expect(await remindOutOfTouch()).toBe(false);
  });

  test("belongs to whoever may see orders", async () => {
    const page = await session();
    await expect(noteBeat(customer, page)).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await db().staffBeat.count()).toBe(0);
  });
});

describe("a shop that accepts by itself", () => {
  const placedEvent = (orderId: string) =>
    db().event.findFirstOrThrow({ where: { orderId, type: "order.placed" }, select: { id: true } });

  test("accepts a placed order once in the worker, as the shop, however often the job runs", async () => {
    await set({ acceptsByItself: true });
    const order = await buy(await stock(5));
    expect(await db().order.findFirst({ select: { status: true } })).toEqual({ status: "placed" });
    const { id: eventId } = await placedEvent(order.id);
    const run = () => handlers["event.dispatch"]({ eventId }, new AbortController().signal);
    await Promise.all([run(), run()]);
    await run();
    expect(await db().order.findFirst({ select: { status: true, revision: true } })).toEqual({
      status: "accepted",
      revision: 2,
    });
    const accepted = await db().event.findMany({ where: { type: "order.accepted" }, select: { actor: true } });
    expect(accepted).toEqual([{ actor: { kind: "system", name: "the shop" } }]);
  });

  test("takes on what was placed before it was switched on, and leaves a cancelled order alone", async () => {
    const loaf = await stock(5);
    await buy(loaf);
    const gone = await buy(loaf);
    await db().order.update({ where: { id: gone.id }, data: { status: "cancelled" } });
    await acceptWaiting();
    expect(await db().order.count({ where: { status: "accepted" } })).toBe(0);
    await set({ acceptsByItself: true });
    await acceptWaiting();
    await acceptByItself((await placedEvent(gone.id)).id);
    expect(await db().order.groupBy({ by: ["status"], _count: true, orderBy: { status: "asc" } })).toEqual([
      { status: "accepted", _count: 1 },
      { status: "cancelled", _count: 1 },
    ]);
  });
});
