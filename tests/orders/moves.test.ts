import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import { addNote } from "@/lib/orders/add-note";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markNotCollected } from "@/lib/orders/mark-not-collected";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { getOrder } from "@/lib/orders/queries";
import { setPaid } from "@/lib/orders/set-paid";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { undoMove } from "@/lib/orders/undo-move";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  customer,
  fillCart,
  openShop,
  owner,
  readLevel,
  settle,
  stock,
  submit,
} from "@/tests/support/shop";
import { tamper } from "@/tests/support/tamper";

useDatabase();
beforeAll(openShop);

async function ordered(units = 2) {
  const loaf = await stock(5);
  const { id: orderId } = await buy(loaf, units);
  return { loaf, orderId };
}

describe("an order moves on", () => {
  test("placed, accepted, ready, completed: each with its event, snapshot and job, and the units leave the shop", async () => {
    const { loaf, orderId } = await ordered();
    await acceptOrder(counter, { orderId });
    await markOrderReady(counter, { orderId });
    await completeOrder(counter, { orderId });

    const events = await db().event.findMany({ where: { orderId }, orderBy: { at: "asc" } });
    expect(events.map((event) => event.type)).toEqual([
      "order.placed",
      "order.accepted",
      "order.ready",
      "order.completed",
    ]);
    expect(events.map((event) => (event.snapshot as OrderSnapshot).revision)).toEqual([1, 2, 3, 4]);
    expect(events.at(-1)).toMatchObject({
      actor: { kind: "staff", name: counter.name },
      previous: { status: "ready" },
    });
    expect(await jobsOf(events.map((event) => event.id))).toBe(4);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 3, committed: 0 });
  });

  test("cancelling returns the units through the ledger and keeps the reason", async () => {
    const { loaf, orderId } = await ordered();
    await cancelOrder(owner, { orderId, reason: "The oven broke" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 0 });
    expect(await getOrder(orderId)).toMatchObject({ status: "cancelled", cancelReason: "The oven broke", revision: 2 });
    expect(await db().stockEntry.findFirst({ where: { orderId, reason: "order_cancelled" } })).toMatchObject({
      committedDelta: -2,
    });
  });

  test("cancelling line by line: some units go back, others are thrown away, and the ledger names the order", async () => {
    const [loaf, cake] = [await stock(5), await stock(5)];
    const cart = await fillCart([loaf, cake].map(({ variantId }) => ({ variantId, quantity: 2 })));
    const { id: orderId, number, snapshot } = await submit(cart);
    await cancelOrder(owner, { orderId, reason: "Dropped", writtenOff: [snapshot.lines[1]!.id] });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 0 });
    expect(await readLevel(cake.levelId)).toMatchObject({ onHand: 3, committed: 0 });
    expect(await db().stockEntry.findFirst({ where: { orderId, reason: "written_off" } })).toMatchObject({
      ...{ onHandDelta: -2, committedDelta: -2, orderNumber: number, levelId: cake.levelId },
    });
    expect((await getOrder(orderId)).events.at(-1)).toMatchObject({ type: "order.cancelled", writtenOff: 2 });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("not collected: goods of a day are thrown away and goods that keep go back, unless staff say otherwise", async () => {
    const [loaf, jam] = [await stock(9), await stock(9, { keeps: true })];
    const given = async (units?: "back" | "written_off") => {
      const cart = await fillCart([loaf, jam].map(({ variantId }) => ({ variantId, quantity: 1 })));
      const { id: orderId } = await submit(cart);
      await markOrderReady(counter, { orderId });
      await markNotCollected(counter, { orderId, ...(units && { units }) });
      return [(await readLevel(loaf.levelId)).onHand, (await readLevel(jam.levelId)).onHand];
    };
    expect(await given()).toEqual([8, 9]);
    expect(await given("back")).toEqual([8, 9]);
    expect(await given("written_off")).toEqual([7, 8]);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("two staff who make the same move at once make it once; the other hears who was first", async () => {
    const { orderId } = await ordered();
    const { values, errors } = await settle([acceptOrder(counter, { orderId }), acceptOrder(owner, { orderId })]);
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ wrong_status: 1 });
    await expect(acceptOrder(owner, { orderId })).rejects.toThrow(
      /already accepted, by (Robin Counter|Olive Owner) at \d\d:\d\d\./,
    );
  });

  test("cancelling and completing at once settles the units once", async () => {
    const { loaf, orderId } = await ordered();
    await markOrderReady(owner, { orderId });
    const { values } = await settle([completeOrder(owner, { orderId }), cancelOrder(owner, { orderId, reason: "x" })]);
    expect(values).toHaveLength(1);
    expect((await readLevel(loaf.levelId)).committed).toBe(0);
  });
});

describe("a move is undone", () => {
  test("within ten seconds, as a new event, and the undone one says so", async () => {
    const { loaf, orderId } = await ordered();
    await markOrderReady(counter, { orderId });
    await completeOrder(counter, { orderId });
    await undoMove(counter, { orderId });

    expect(await getOrder(orderId)).toMatchObject({ status: "ready", revision: 4 });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 2 });
    const events = await db().event.findMany({ where: { orderId }, orderBy: { at: "asc" } });
    expect(events.map((event) => [event.type, event.undoneAt !== null])).toEqual([
      ["order.placed", false],
      ["order.ready", false],
      ["order.completed", true],
      ["order.changed", false],
    ]);
  });

  test("once: an undone move cannot be undone again", async () => {
    const { orderId } = await ordered();
    await acceptOrder(counter, { orderId });
    const { values, errors } = await settle([undoMove(counter, { orderId }), undoMove(counter, { orderId })]);
    expect([values.length, errors]).toEqual([1, { too_late_to_undo: 1 }]);
  });

  test("not after ten seconds, and never a cancellation", async () => {
    const { orderId } = await ordered();
    await acceptOrder(counter, { orderId });
    await tamper(`UPDATE events SET at = at - interval '11 seconds' WHERE order_id = '${orderId}'`);
    await expect(undoMove(counter, { orderId })).rejects.toMatchObject({ code: "too_late_to_undo" });
    const other = await ordered();
    await cancelOrder(owner, { orderId: other.orderId, reason: "x" });
    await expect(undoMove(owner, { orderId: other.orderId })).rejects.toMatchObject({ code: "too_late_to_undo" });
  });

  test("giving up on a customer is not undone when the units were sold meanwhile", async () => {
    const { loaf, orderId } = await ordered(5);
    await markOrderReady(counter, { orderId });
    await markNotCollected(counter, { orderId, units: "back" });
    await buy(loaf, 1);
    await expect(undoMove(counter, { orderId })).rejects.toMatchObject({
      code: "out_of_stock",
      detail: { lines: [{ requested: 5, available: 4 }] },
    });
    expect(await getOrder(orderId)).toMatchObject({ status: "not_collected" });
  });

  test("giving up on a customer is undone unit for unit: what was thrown away comes back, what went back is promised again", async () => {
    const [loaf, jam] = [await stock(5), await stock(5, { keeps: true })];
    const cart = await fillCart([loaf, jam].map(({ variantId }) => ({ variantId, quantity: 2 })));
    const { id: orderId } = await submit(cart);
    await markOrderReady(counter, { orderId });
    await markNotCollected(counter, { orderId });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 3, committed: 0 });
    expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 5, committed: 0 });
    await undoMove(counter, { orderId });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 2 });
    expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 5, committed: 2 });
    await markNotCollected(counter, { orderId, units: "back" });
    await undoMove(counter, { orderId });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 2 });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("an edit or a note between does not hide the move", async () => {
    const { orderId } = await ordered();
    await acceptOrder(counter, { orderId });
    await changeOrder(counter, { orderId, revision: 2, note: "Sliced" });
    await addNote(counter, { orderId, text: "Rang twice" });
    expect(await undoMove(counter, { orderId })).toMatchObject({ status: "placed", note: "Sliced" });
  });

  test("a paid tick between does not hide the move", async () => {
    const { orderId } = await ordered();
    await acceptOrder(counter, { orderId });
    await setPaid(counter, { orderId, paid: true });
    expect(await undoMove(counter, { orderId })).toMatchObject({ status: "placed" });
    expect(await getOrder(orderId)).toMatchObject({ paidAt: expect.any(String) });
  });
});

test("paying is ticked and unticked, and saying it twice changes nothing", async () => {
  const { orderId } = await ordered();
  await setPaid(counter, { orderId, paid: true });
  await setPaid(counter, { orderId, paid: true });
  expect(await getOrder(orderId)).toMatchObject({ revision: 2, paidAt: expect.any(String) });
  await setPaid(counter, { orderId, paid: false });
  expect(await getOrder(orderId)).toMatchObject({ revision: 3, paidAt: null });
});

const commands = {
  acceptOrder,
  markOrderReady,
  completeOrder,
  markNotCollected,
  undoMove,
  setPaid: (actor: Actor | null, input: { orderId: string }) => setPaid(actor, { ...input, paid: true }),
  cancelOrder: (actor: Actor | null, input: { orderId: string }) => cancelOrder(actor, { ...input, reason: "x" }),
};

describe.each(Object.entries(commands))("%s", (_name, command) => {
  test("refuses the signed-out and customers, changes nothing, and knows no order that is not there", async () => {
    const { orderId } = await ordered();
    await expect(command(null, { orderId })).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(command(customer, { orderId })).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await getOrder(orderId)).toMatchObject({ status: "placed", revision: 1 });
    await expect(command(owner, { orderId: "ord_00000000000000000000000000" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

test("the counter may not cancel", async () => {
  const { orderId } = await ordered();
  await expect(cancelOrder(counter, { orderId, reason: "x" })).rejects.toMatchObject({ code: "not_permitted" });
  expect(await getOrder(orderId)).toMatchObject({ status: "placed" });
});

async function jobsOf(eventIds: string[]): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'event.dispatch' AND data->>'eventId' = ANY(${eventIds})`;
  return row?.count ?? 0;
}
