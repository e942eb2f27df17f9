import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { markTicketsPrinted } from "@/lib/orders/mark-tickets-printed";
import { getOrder } from "@/lib/orders/queries";
import { countUnprinted, listTickets } from "@/lib/orders/ticket-queries";
import { undoMove } from "@/lib/orders/undo-move";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, manager, openShop, stock, tomorrow } from "@/tests/support/shop";
import { openTimes, slotsOn, window } from "@/tests/support/times";

useDatabase();
beforeAll(openShop);

async function ordered(): Promise<string> {
  return (await buy(await stock(5))).id;
}

/** Prints orders as a page does that was just opened. */
async function print(ids: string[], actor: Actor | null = counter): Promise<number> {
  return markTicketsPrinted(actor, { tickets: await asShown(ids) });
}

async function asShown(ids: string[]) {
  return (await listTickets({ ids })).map(({ id, content, printedAt }) => ({
    orderId: id,
    content,
    printedAt: printedAt?.getTime() ?? null,
  }));
}

async function ticket(id: string) {
  return (await listTickets({ ids: [id] }))[0]!;
}

describe("a ticket remembers", () => {
  test("that it was printed, when and by whom, with an event that nobody outside hears of", async () => {
    const id = await ordered();
    expect(await ticket(id)).toMatchObject({ printedAt: null, printedBy: "", changedSince: false });
    expect(await print([id])).toBe(1);

    expect(await ticket(id)).toMatchObject({ printedBy: counter.name, changedSince: false });
    const [, event] = await db().event.findMany({ where: { orderId: id }, orderBy: { at: "asc" } });
    expect(event).toMatchObject({
      type: "order.printed",
      actor: { id: counter.id },
      snapshot: { again: false, revision: 1 },
      previous: {},
    });
    expect(event!.dispatchedAt).not.toBeNull();
    expect(await getOrder(id)).toMatchObject({ revision: 1, status: "placed" });
  });

  test("a second print is a reprint, and says who had printed before", async () => {
    const id = await ordered();
    await print([id]);
    await print([id], manager);
    const event = await db().event.findFirstOrThrow({ where: { orderId: id }, orderBy: { id: "desc" } });
    expect(event).toMatchObject({ snapshot: { again: true }, previous: { printedBy: counter.name } });
    expect(await ticket(id)).toMatchObject({ printedBy: manager.name });
  });

  test("a move is no change of what stands on it; another quantity, name, note or day is", async () => {
    const id = await ordered();
    await print([id]);
    await acceptOrder(counter, { orderId: id });
    expect(await ticket(id)).toMatchObject({ changedSince: false });
    for (const change of [{ note: "No seeds" }, { customerName: "Maya L." }, { pickupDay: new Date("2031-01-04") }]) {
      await db().order.update({ where: { id }, data: change });
      expect(await ticket(id)).toMatchObject({ changedSince: true });
      await print([id]);
      expect(await ticket(id)).toMatchObject({ changedSince: false });
    }
    await db().orderLine.updateMany({ where: { orderId: id }, data: { quantity: 2, totalMinor: 900 } });
    expect(await ticket(id)).toMatchObject({ changedSince: true });
  });

  test("printing does not stand in the way of an undo", async () => {
    const id = await ordered();
    await acceptOrder(counter, { orderId: id });
    await print([id]);
    await expect(undoMove(counter, { orderId: id })).resolves.toMatchObject({ status: "placed" });
  });
});

describe("what would come out wrong is not printed", () => {
  test("when an order changed after the page was opened: it is named, and nothing is remembered of any", async () => {
    const [first, second] = [await ordered(), await ordered()];
    const shown = await asShown([first, second]);
    const { number } = await db().order.update({ where: { id: second }, data: { note: "Sliced" } });
    await expect(markTicketsPrinted(counter, { tickets: shown })).rejects.toMatchObject({
      code: "tickets_outdated",
      detail: { orders: [String(number)] },
    });
    expect(await db().order.count({ where: { id: { in: [first, second] }, printedAt: null } })).toBe(2);
  });

  test("when somebody else printed it meanwhile: its paper would not say that it is a reprint", async () => {
    const id = await ordered();
    const shown = await asShown([id]);
    await print([id], manager);
    await expect(markTicketsPrinted(counter, { tickets: shown })).rejects.toMatchObject({ code: "tickets_outdated" });
    expect(await db().event.count({ where: { orderId: id, type: "order.printed" } })).toBe(1);
  });

  test("by anybody who is not on the staff", async () => {
    const id = await ordered();
    for (const actor of [null, customer, { kind: "api" } as const])
      await expect(print([id], actor)).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await ticket(id)).toMatchObject({ printedAt: null });
  });
});

test("the unprinted are those still to be packed, of their day", async () => {
  await db().order.updateMany({ data: { printedAt: new Date() } });
  const [fresh, printed, ready, cancelled] = [await ordered(), await ordered(), await ordered(), await ordered()];
  await print([printed]);
  await markOrderReady(counter, { orderId: ready });
  await cancelOrder(manager, { orderId: cancelled, reason: "Oven" });
  expect((await listTickets({ day: tomorrow, which: "unprinted" })).map(({ id }) => id)).toEqual([fresh]);
  expect(await countUnprinted()).toEqual([{ day: tomorrow, count: 1 }]);
  const open = (await listTickets({ day: tomorrow, which: "open" })).map(({ id }) => id);
  expect(open).toEqual(expect.arrayContaining([fresh, printed, ready]));
  expect(open).not.toContain(cancelled);
});

test("a ticket says what its items contain", async () => {
  const loaf = await stock(1);
  const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId }, select: { itemId: true } });
  await db().item.update({ where: { id: itemId }, data: { contains: "Wheat, milk", mayContain: "Nuts" } });
  const { id } = await buy(loaf);
  expect((await ticket(id)).lines).toMatchObject([{ contains: "Wheat, milk", mayContain: "Nuts", quantity: 1 }]);
});

describe("on a day with times", () => {
  beforeAll(() => openTimes([window(9, 20), window(11, 20)]));

  test("an order that moves to another time is said to have changed, and is printed anew", async () => {
    const id = await ordered();
    await print([id]);
    expect(await ticket(id)).toMatchObject({ changedSince: false, slot: { startsMinute: 540 } });
    const [, later] = await slotsOn();
    await changeOrder(counter, { orderId: id, revision: 1, slotId: later!.id });
    expect(await ticket(id)).toMatchObject({ changedSince: true, slot: { startsMinute: 660 } });
    await print([id]);
    expect(await ticket(id)).toMatchObject({ changedSince: false });
  });

  test("tickets come by time, whoever ordered first; those without one last", async () => {
    await db().order.updateMany({ data: { status: "completed" } });
    const [first, second] = [await ordered(), await ordered()];
    await db().order.update({ where: { id: first }, data: { slotId: null, ...noTime } });
    const [, later] = await slotsOn();
    await changeOrder(counter, { orderId: second, revision: 1, slotId: later!.id });
    const third = await ordered();
    const tickets = await listTickets({ day: tomorrow, which: "open" });
    expect(tickets.map(({ id }) => id)).toEqual([third, second, first]);
  });
});

const noTime = { slotStartsAt: null, slotEndsAt: null, slotStartsMinute: null, slotEndsMinute: null };
