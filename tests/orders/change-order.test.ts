import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import type { ChangeOrderInput } from "@/lib/orders/change-input";
import { changeOrder } from "@/lib/orders/change-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { getOrder } from "@/lib/orders/queries";
import { setPaid } from "@/lib/orders/set-paid";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays, toDate } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
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

useDatabase();
beforeAll(openShop);

const dayAfter = addDays(tomorrow, 1);

async function ordered(units = 2, { onHand = 5, ...options }: Parameters<typeof stock>[1] & { onHand?: number } = {}) {
  const loaf = await stock(onHand, options);
  const { id: orderId } = await buy(loaf, units);
  const order = await getOrder(orderId);
  return { loaf, orderId, line: order.lines[0]!, revision: order.revision };
}

async function now(orderId: string, change: Omit<ChangeOrderInput, "orderId" | "revision">): Promise<ChangeOrderInput> {
  return { orderId, revision: (await getOrder(orderId)).revision, ...change };
}

function entriesOf(orderId: string, levelId: string) {
  return db().stockEntry.findMany({
    where: { orderId, levelId, reason: { not: "order_placed" } },
    select: { reason: true, onHandDelta: true, committedDelta: true, orderNumber: true, actor: true },
    orderBy: { id: "asc" },
  });
}

async function lastEvent(orderId: string) {
  return db().event.findFirstOrThrow({
    where: { orderId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    include: { personal: true },
  });
}

async function proofHolds() {
  expect(await wrongInBooks()).toEqual([]);
}

describe("an order is changed before it is ready", () => {
  test("more and fewer of a line: only the difference moves, with the order in the ledger, an event and a job", async () => {
    const { loaf, orderId, line } = await ordered(2);
    const more = await changeOrder(counter, await now(orderId, { lines: [{ lineId: line.id, quantity: 5 }] }));
    expect(more).toMatchObject({
      revision: 2,
      totalMinor: 2250,
      lines: [{ id: line.id, quantity: 5, totalMinor: 2250 }],
    });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 5 });
    await changeOrder(counter, await now(orderId, { lines: [{ lineId: line.id, quantity: 1 }] }));
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 1 });

    const by = { orderNumber: more.number, actor: { kind: "staff", name: counter.name } };
    expect(await entriesOf(orderId, loaf.levelId)).toMatchObject([
      { reason: "order_changed", onHandDelta: 0, committedDelta: 3, ...by },
      { reason: "order_changed", onHandDelta: 0, committedDelta: -4, ...by },
    ]);
    const event = await lastEvent(orderId);
    expect(event).toMatchObject({
      type: "order.changed",
      snapshot: { revision: 3, totalMinor: 450 },
      previous: { lines: [{ id: line.id, sku: loaf.sku, quantity: 5 }], totals: { total: 2250 } },
      dispatchedAt: null,
    });
    const [{ jobs } = { jobs: 0 }] = await db().$queryRaw<{ jobs: number }[]>`
      SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = 'event.dispatch' AND data->>'eventId' = ${event.id}`;
    expect(jobs).toBe(1);
    await proofHolds();
  });

  test("a line is added at today's price; the lines that stay keep theirs", async () => {
    const { loaf, orderId } = await ordered(1);
    const cake = await stock(3, { priceMinor: 900 });
    await db().variant.update({ where: { id: loaf.variantId }, data: { priceMinor: 500 } });
    const added = [
      { variantId: cake.variantId, quantity: 2 },
      { variantId: loaf.variantId, quantity: 1 },
    ];
    const after = await changeOrder(counter, await now(orderId, { added }));
    expect(after.lines.map((line) => [line.sku, line.quantity, line.unitPriceMinor])).toEqual([
      [loaf.sku, 1, 450],
      [cake.sku, 2, 900],
      [loaf.sku, 1, 500],
    ]);
    expect(after.totalMinor).toBe(450 + 1800 + 500);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 2 });
    expect(await readLevel(cake.levelId)).toMatchObject({ committed: 2 });
    expect((await lastEvent(orderId)).previous).toMatchObject({
      lines: [
        { sku: cake.sku, quantity: 0 },
        { sku: loaf.sku, quantity: 0 },
      ],
    });
    await proofHolds();
  });

  test("what is added of a line at the same price joins that line", async () => {
    const { loaf, orderId, line } = await ordered(1);
    const after = await changeOrder(
      counter,
      await now(orderId, { added: [{ variantId: loaf.variantId, quantity: 2 }] }),
    );
    expect(after.lines).toMatchObject([{ id: line.id, quantity: 3 }]);
  });

  test("a line taken off goes back to stock, or is thrown away and leaves the shop", async () => {
    const [bread, cake, bun] = [await stock(5), await stock(5), await stock(5)];
    const cart = await fillCart([bread, cake, bun].map(({ variantId }) => ({ variantId, quantity: 2 })));
    const { id: orderId, snapshot } = await submit(cart);
    const [first, second] = snapshot.lines;
    const lines = [
      { lineId: first!.id, quantity: 0 },
      { lineId: second!.id, quantity: 1, writtenOff: true },
    ];
    const after = await changeOrder(counter, await now(orderId, { lines }));
    expect(after.lines.map((line) => line.quantity)).toEqual([1, 2]);
    expect(await readLevel(bread.levelId)).toMatchObject({ onHand: 5, committed: 0 });
    expect(await readLevel(cake.levelId)).toMatchObject({ onHand: 4, committed: 1 });
    expect(await entriesOf(orderId, cake.levelId)).toMatchObject([
      { reason: "written_off", onHandDelta: -1, committedDelta: -1, orderNumber: after.number },
    ]);
    expect((await getOrder(orderId)).events.at(-1)).toMatchObject({ writtenOff: 1 });
    await proofHolds();
  });

  test("another pickup day takes the units from that day's level and gives the old ones back; goods that keep stay", async () => {
    const [loaf, jam] = [await stock(5), await stock(5, { keeps: true })];
    await receiveStock(owner, { variantId: loaf.variantId, day: dayAfter, quantity: 2, note: "x" });
    const there = await db().stockLevel.findFirstOrThrow({
      where: { variantId: loaf.variantId, day: toDate(dayAfter) },
    });
    const { id: orderId } = await submit(
      await fillCart([loaf, jam].map(({ variantId }) => ({ variantId, quantity: 2 }))),
    );
    const after = await changeOrder(counter, await now(orderId, { day: dayAfter }));
    expect(after.pickupDay).toBe(dayAfter);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0 });
    expect(await readLevel(there.id)).toMatchObject({ committed: 2 });
    expect(await readLevel(jam.levelId)).toMatchObject({ committed: 2 });
    expect((await lastEvent(orderId)).previous).toEqual({ fulfilment: { day: tomorrow } });
    await proofHolds();
  });

  test("contact and note: what was before is kept in the part of the event that can be erased", async () => {
    const { orderId } = await ordered();
    const corrected = { ...contact.customer, email: "maya@corrected.example" };
    const change = { contact: { customer: corrected, notify: { email: true, text: true } }, note: "Two bags" };
    const after = await changeOrder(counter, await now(orderId, change));
    expect(after).toMatchObject({ customer: corrected, notify: { text: true }, note: "Two bags", revision: 2 });
    const event = await lastEvent(orderId);
    expect(event.previous).toEqual({ notify: contact.notify });
    expect(event.personal?.previous).toEqual({ customer: contact.customer, note: null });
    expect(JSON.stringify(event.snapshot)).not.toContain("Two bags");
    expect((await getOrder(orderId)).events.at(-1)?.changes).toEqual([
      "Email: maya@example.org → maya@corrected.example",
      "Told: by email → by email and text",
      "Note added: “Two bags”",
    ]);
  });

  test("changing nothing is no change: no revision, no event", async () => {
    const { orderId, line } = await ordered();
    const after = await changeOrder(
      counter,
      await now(orderId, { lines: [{ lineId: line.id, quantity: 2 }], note: "", day: tomorrow, contact }),
    );
    expect(after.revision).toBe(1);
    expect(await db().event.count({ where: { orderId } })).toBe(1);
  });

  test("an accepted order can be changed too, and a paid one says what is still to be paid", async () => {
    const { orderId, line } = await ordered(1);
    await acceptOrder(counter, { orderId });
    await setPaid(counter, { orderId, paid: true });
    const after = await changeOrder(counter, await now(orderId, { lines: [{ lineId: line.id, quantity: 2 }] }));
    expect(after).toMatchObject({ paidMinor: 450, totalMinor: 900, paidAt: expect.any(String) });
    expect((await lastEvent(orderId)).previous).toMatchObject({ payment_status: "paid" });
    expect(await setPaid(counter, { orderId, paid: true })).toMatchObject({ paidMinor: 900 });
  });
});

describe("an order is not changed", () => {
  async function refusedAndUnchanged(loaf: Stocked, change: ChangeOrderInput, refusal: object) {
    const before = [await readLevel(loaf.levelId), await getOrder(change.orderId)];
    await expect(changeOrder(owner, change)).rejects.toMatchObject(refusal);
    expect([await readLevel(loaf.levelId), await getOrder(change.orderId)]).toEqual(before);
    await proofHolds();
  }

  test("when there are too few, with every short line and what the order could have", async () => {
    const { loaf, orderId, line } = await ordered(2, { onHand: 3 });
    const cake = await stock(1);
    const change = await now(orderId, {
      lines: [{ lineId: line.id, quantity: 5 }],
      added: [{ variantId: cake.variantId, quantity: 2 }],
    });
    await refusedAndUnchanged(loaf, change, {
      code: "out_of_stock",
      message: expect.stringMatching(/^Only 1 more of Loaf \d+, 800 g is left. Only 1 left of Loaf/),
      detail: {
        lines: [
          { sku: loaf.sku, requested: 5, available: 3, kept: 2 },
          { sku: cake.sku, requested: 2, available: 1 },
        ],
      },
    });
    expect(await db().refusedDemand.findFirst({ where: { variantId: loaf.variantId } })).toMatchObject({
      requested: 3,
      available: 1,
    });
  });

  test("when the other day has no such goods, or the shop is closed on it, or it is over", async () => {
    const { loaf, orderId } = await ordered();
    await refusedAndUnchanged(loaf, await now(orderId, { day: dayAfter }), { code: "out_of_stock" });
    const shut = addDays(tomorrow, 3);
    await db().closedDay.create({ data: { day: toDate(shut) } });
    await refusedAndUnchanged(loaf, await now(orderId, { day: shut }), { code: "day_closed" });
    await refusedAndUnchanged(loaf, await now(orderId, { day: addDays(tomorrow, -2) }), { code: "day_closed" });
  });

  test("past the limit of one order, but a limit lowered later does not hold up other edits", async () => {
    const { loaf, orderId, line } = await ordered(3);
    await db().variant.update({ where: { id: loaf.variantId }, data: { limitPerOrder: 2 } });
    const more = await now(orderId, { lines: [{ lineId: line.id, quantity: 4 }] });
    await refusedAndUnchanged(loaf, more, { code: "limit_passed", detail: { lines: [{ requested: 4, limit: 2 }] } });
    expect(await changeOrder(owner, await now(orderId, { note: "Sliced" }))).toMatchObject({ note: "Sliced" });
  });

  test("with what is not on sale, unless the order has it already", async () => {
    const { loaf, orderId, line } = await ordered(1);
    const gone = await stock(5);
    await db().variant.updateMany({
      where: { id: { in: [gone.variantId, loaf.variantId] } },
      data: { hiddenAt: new Date() },
    });
    const added = [
      { variantId: gone.variantId, quantity: 1 },
      { variantId: "var_00000000000000000000000000", quantity: 1 },
    ];
    await refusedAndUnchanged(loaf, await now(orderId, { added }), {
      code: "not_on_sale",
      detail: { lines: [{ sku: gone.sku }, {}] },
    });
    expect(await changeOrder(owner, await now(orderId, { lines: [{ lineId: line.id, quantity: 2 }] }))).toBeTruthy();
  });

  test("to nothing, beyond what one order can hold, or by a line it does not have", async () => {
    const { loaf, orderId, line } = await ordered(1);
    await refusedAndUnchanged(loaf, await now(orderId, { lines: [{ lineId: line.id, quantity: 0 }] }), {
      code: "order_emptied",
    });
    const dear = await stock(999, { priceMinor: 2_147_483_647 });
    await refusedAndUnchanged(loaf, await now(orderId, { added: [{ variantId: dear.variantId, quantity: 2 }] }), {
      code: "total_too_large",
    });
    const other = await ordered();
    await refusedAndUnchanged(loaf, await now(orderId, { lines: [{ lineId: other.line.id, quantity: 1 }] }), {
      code: "not_found",
    });
  });

  test("once it is packed, and the refusal says who packed it when", async () => {
    const { loaf, orderId, line } = await ordered();
    await markOrderReady(counter, { orderId });
    await refusedAndUnchanged(loaf, await now(orderId, { lines: [{ lineId: line.id, quantity: 1 }] }), {
      code: "wrong_status",
      message: expect.stringMatching(/already ready, by Robin Counter at \d\d:\d\d\.$/),
    });
  });

  test("when somebody changed it meanwhile, and the refusal says who", async () => {
    const { loaf, orderId, line } = await ordered();
    const mine = await now(orderId, { lines: [{ lineId: line.id, quantity: 1 }] });
    await changeOrder(counter, await now(orderId, { note: "Sliced" }));
    await refusedAndUnchanged(loaf, mine, {
      code: "changed_meanwhile",
      detail: { what: "order", by: counter.name },
    });
  });

  test("by the signed-out and by customers", async () => {
    const { orderId } = await ordered();
    const change = await now(orderId, { note: "x" });
    await expect(changeOrder(null, change)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(changeOrder(customer, change)).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await getOrder(orderId)).toMatchObject({ revision: 1, note: "" });
  });

  test("when it is not there", async () => {
    await expect(
      changeOrder(owner, { orderId: "ord_00000000000000000000000000", revision: 1, note: "x" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

test("staff can edit while ordering is closed and after the last moment to order", async () => {
  const { orderId, line } = await ordered(1);
  await db().shop.updateMany({ data: { orderingOpen: false } });
  await db().openingHours.updateMany({ data: { orderDaysBefore: 7 } });
  const after = await changeOrder(counter, await now(orderId, { lines: [{ lineId: line.id, quantity: 2 }] }));
  expect(after.totalMinor).toBe(900);
  await db().shop.updateMany({ data: { orderingOpen: true } });
  await db().openingHours.updateMany({ data: { orderDaysBefore: 0 } });
});
