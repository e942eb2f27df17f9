import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { changeOwnOrder, type OwnChange } from "@/lib/orders/change-own-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { getOrder } from "@/lib/orders/queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays, toDate } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  customer,
  fillCart,
  openShop,
  owner,
  readLevel,
  type Stocked,
  settle,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";

useDatabase();
beforeAll(async () => {
  await openShop();
  await db().shop.updateMany({ data: { phone: "01632 960148" } });
});

const dayAfter = addDays(tomorrow, 1);
const tooLate = {
  code: "too_late_to_change",
  message: "This order can no longer be changed here. Please call the shop: 01632 960148",
};

async function ordered(units = 2, { onHand = 5, ...options }: Parameters<typeof stock>[1] & { onHand?: number } = {}) {
  const loaf = await stock(onHand, options);
  const { id: orderId, token, snapshot } = await buy(loaf, units);
  const line = snapshot.lines[0]!;
  const own = (wishes: Omit<OwnChange, "token" | "revision">, revision = 1) =>
    changeOwnOrder(customer, { token, revision, ...wishes });
  const set = (quantity: number, revision = 1) => own({ lines: [{ lineId: line.id, quantity }] }, revision);
  return { loaf, orderId, token, line, own, set };
}

async function refusedAndUnchanged(loaf: Stocked, orderId: string, change: () => Promise<unknown>, refusal: object) {
  const before = [await readLevel(loaf.levelId), await getOrder(orderId)];
  await expect(change()).rejects.toMatchObject(refusal);
  expect([await readLevel(loaf.levelId), await getOrder(orderId)]).toEqual(before);
  expect(await wrongInBooks()).toEqual([]);
}

describe("a customer changes their order", () => {
  test("fewer and more: the difference moves, and the ledger, the event and a job say that it was the customer", async () => {
    const { loaf, orderId, line, set } = await ordered(2);
    expect(await set(5)).toMatchObject({ revision: 2, totalMinor: 2250, lines: [{ id: line.id, quantity: 5 }] });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 5 });
    expect(await set(1, 2)).toMatchObject({ revision: 3, totalMinor: 450 });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 1 });
    const entries = await db().stockEntry.findMany({ where: { orderId, reason: "order_changed" } });
    expect(entries).toMatchObject([
      { committedDelta: 3, actor: { kind: "customer" } },
      { committedDelta: -4, actor: { kind: "customer" } },
    ]);
    const events = await db().event.findMany({ where: { orderId, type: "order.changed" }, orderBy: { id: "asc" } });
    expect(events).toMatchObject([
      { actor: { kind: "customer" }, previous: { lines: [{ quantity: 2 }], totals: { total: 900 } } },
      { actor: { kind: "customer" }, previous: { lines: [{ quantity: 5 }] }, dispatchedAt: null },
    ]);
    const [{ jobs } = { jobs: 0 }] = await db().$queryRaw<{ jobs: number }[]>`
      SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = 'event.dispatch' AND data->>'eventId' = ${events[1]!.id}`;
    expect(jobs).toBe(1);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("takes a line off, adds another, and changes nothing by asking for what is so", async () => {
    const [bread, cake] = [await stock(5), await stock(5, { priceMinor: 900 })];
    const { id, token, snapshot } = await submit(
      await fillCart([bread, cake].map(({ variantId }) => ({ variantId, quantity: 2 }))),
    );
    const [first, second] = snapshot.lines;
    const jam = await stock(3, { keeps: true });
    const lines = [
      { lineId: first!.id, quantity: 0 },
      { lineId: second!.id, quantity: 2 },
    ];
    const added = [{ variantId: jam.variantId, quantity: 1, seenPriceMinor: 450 }];
    const after = await changeOwnOrder(customer, { token, revision: 1, lines, added });
    expect(after.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      [cake.sku, 2],
      [jam.sku, 1],
    ]);
    expect(await readLevel(bread.levelId)).toMatchObject({ onHand: 5, committed: 0 });
    const same = { token, revision: 2, lines: [{ lineId: second!.id, quantity: 2 }], day: tomorrow };
    expect(await changeOwnOrder(customer, same)).toMatchObject({ revision: 2 });
    expect(await db().event.count({ where: { orderId: id } })).toBe(2);
  });

  test("what stays keeps its price, what is more of it takes today's, once that was seen", async () => {
    const { loaf, orderId, line, own } = await ordered(2);
    await db().variant.update({ where: { id: loaf.variantId }, data: { priceMinor: 500 } });
    const lines = [{ lineId: line.id, quantity: 3 }];
    await refusedAndUnchanged(loaf, orderId, () => own({ lines, seen: { [loaf.variantId]: 450 } }), {
      code: "prices_changed",
      detail: { lines: [{ sku: loaf.sku }] },
    });
    const after = await own({ lines, seen: { [loaf.variantId]: 500 } });
    expect(after.lines.map(({ quantity, unitPriceMinor }) => [quantity, unitPriceMinor])).toEqual([
      [2, 450],
      [1, 500],
    ]);
    expect(after.totalMinor).toBe(1400);
    const fewer = await own({ lines: [{ lineId: line.id, quantity: 1 }] }, 2);
    expect(fewer.totalMinor).toBe(950);
  });

  test("another day: its level gives the units, the old one has them back, and goods that keep stay", async () => {
    const [loaf, jam] = [await stock(5), await stock(5, { keeps: true })];
    await receiveStock(owner, { variantId: loaf.variantId, day: dayAfter, quantity: 2, note: "x" });
    const { token } = await submit(await fillCart([loaf, jam].map(({ variantId }) => ({ variantId, quantity: 2 }))));
    const after = await changeOwnOrder(customer, { token, revision: 1, day: dayAfter });
    expect(after.pickupDay).toBe(dayAfter);
    const there = { variantId: loaf.variantId, day: toDate(dayAfter) };
    expect(await db().stockLevel.findFirst({ where: there })).toMatchObject({ committed: 2 });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0 });
    expect(await readLevel(jam.levelId)).toMatchObject({ committed: 2 });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("while the shop takes no orders they may still give back, of what is no longer on sale too", async () => {
    const { loaf, orderId, set, own } = await ordered(3);
    await db().shop.updateMany({ data: { orderingOpen: false, closedMessage: "Back at noon." } });
    await db().variant.update({ where: { id: loaf.variantId }, data: { hiddenAt: new Date() } });
    await refusedAndUnchanged(loaf, orderId, () => set(4), { code: "shop_closed", message: "Back at noon." });
    await refusedAndUnchanged(loaf, orderId, () => own({ day: dayAfter }), { code: "shop_closed" });
    expect(await set(2)).toMatchObject({ revision: 2 });
    await db().shop.updateMany({ data: { orderingOpen: true } });
    await refusedAndUnchanged(loaf, orderId, () => set(3, 2), { code: "not_on_sale" });
  });
});

describe("a customer does not change their order", () => {
  test("beyond what is there, and hears what is short", async () => {
    const { loaf, orderId, set } = await ordered(2, { onHand: 3 });
    await refusedAndUnchanged(loaf, orderId, () => set(5), {
      code: "out_of_stock",
      message: expect.stringMatching(/^Only 1 more of Loaf \d+, 800 g is left\.$/),
    });
    const missed = await db().refusedDemand.findFirst({ where: { variantId: loaf.variantId } });
    expect(missed).toMatchObject({ requested: 3, available: 1, channel: "web" });
  });

  test("beyond the limit of one order, whether by more of a line or by adding", async () => {
    const { loaf, orderId, set, own } = await ordered(2, { limitPerOrder: 2 });
    const limit = { code: "limit_passed", detail: { lines: [{ requested: 3, limit: 2 }] } };
    await refusedAndUnchanged(loaf, orderId, () => set(3), limit);
    const added = [{ variantId: loaf.variantId, quantity: 1 }];
    await refusedAndUnchanged(loaf, orderId, () => own({ added }), limit);
  });

  test("to nothing, to more than one order can hold, or by another order's line", async () => {
    const { loaf, orderId, set, own } = await ordered(1);
    await refusedAndUnchanged(loaf, orderId, () => set(0), { code: "order_emptied" });
    await refusedAndUnchanged(loaf, orderId, () => set(-3), { code: "order_emptied" });
    await refusedAndUnchanged(loaf, orderId, () => set(2_000_000_000), { code: "total_too_large" });
    const other = await ordered(1);
    const lines = [{ lineId: other.line.id, quantity: 0 }];
    await refusedAndUnchanged(loaf, orderId, () => own({ lines }), { code: "not_found" });
    expect(await getOrder(other.orderId)).toMatchObject({ revision: 1 });
  });

  test("with what was never on sale, or before its moment, or after", async () => {
    const { loaf, orderId, own } = await ordered(1);
    const drop = await stock(9);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: drop.variantId } });
    const add = (variantId: string) => () => own({ added: [{ variantId, quantity: 1 }] });
    await db().item.update({ where: { id: itemId }, data: { onSaleFrom: new Date(Date.now() + 60_000) } });
    await refusedAndUnchanged(loaf, orderId, add(drop.variantId), { code: "not_on_sale" });
    const over = new Date(Date.now() - 60_000);
    await db().item.update({ where: { id: itemId }, data: { onSaleFrom: null, onSaleUntil: over } });
    await refusedAndUnchanged(loaf, orderId, add(drop.variantId), { code: "not_on_sale" });
    await refusedAndUnchanged(loaf, orderId, add("var_00000000000000000000000000"), { code: "not_on_sale" });
    expect(await readLevel(drop.levelId)).toMatchObject({ committed: 0 });
  });

  test("once it is accepted, unless the shop lets them until the last moment; never once it is packed or over", async () => {
    const { loaf, orderId, set } = await ordered(2);
    await acceptOrder(counter, { orderId });
    await refusedAndUnchanged(loaf, orderId, () => set(1, 2), tooLate);
    await db().shop.updateMany({ data: { customerChange: "until_cut_off" } });
    expect(await set(1, 2)).toMatchObject({ status: "accepted", revision: 3 });
    await markOrderReady(counter, { orderId });
    await refusedAndUnchanged(loaf, orderId, () => set(2, 4), tooLate);
    await cancelOrder(owner, { orderId, reason: "x" });
    await refusedAndUnchanged(loaf, orderId, () => set(2, 5), tooLate);
    await db().shop.updateMany({ data: { customerChange: "never" } });
    const other = await ordered(2);
    await refusedAndUnchanged(other.loaf, other.orderId, () => other.set(1), tooLate);
    await db().shop.updateMany({ data: { customerChange: "until_accepted" } });
  });

  test("after the last moment of its day, by the database's clock", async () => {
    const { loaf, orderId, set, own } = await ordered(2);
    await receiveStock(owner, { variantId: loaf.variantId, day: dayAfter, quantity: 5, note: "x" });
    await setClock(`${addDays(tomorrow, 1)}T00:00:30Z`);
    await refusedAndUnchanged(loaf, orderId, () => set(1), tooLate);
    await refusedAndUnchanged(loaf, orderId, () => own({ day: dayAfter }), tooLate);
    await setClock(null);
  });

  test("to a day whose last moment passed while they looked, nor to one that is closed or without the goods", async () => {
    const { loaf, orderId, own } = await ordered(2);
    await refusedAndUnchanged(loaf, orderId, () => own({ day: dayAfter }), { code: "out_of_stock" });
    const shut = addDays(tomorrow, 3);
    await db().closedDay.create({ data: { day: toDate(shut) } });
    for (const day of [shut, addDays(tomorrow, -2)]) {
      await refusedAndUnchanged(loaf, orderId, () => own({ day }), { code: "day_closed" });
    }
  });

  test("but may leave a day that the shop closed since", async () => {
    const { loaf, set, own } = await ordered(2);
    await receiveStock(owner, { variantId: loaf.variantId, day: dayAfter, quantity: 2, note: "x" });
    const closed = await db().closedDay.create({ data: { day: toDate(tomorrow) } });
    await expect(set(3)).rejects.toMatchObject({ code: "day_closed" });
    expect(await own({ day: dayAfter })).toMatchObject({ pickupDay: dayAfter });
    await db().closedDay.delete({ where: { day: closed.day } });
  });

  test("over a change that they have not seen, and are not told which of the staff it was", async () => {
    const { loaf, orderId, set, line } = await ordered(2);
    await changeOrder(counter, { orderId, revision: 1, lines: [{ lineId: line.id, quantity: 3 }] });
    const refusal = { code: "changed_meanwhile", detail: { what: "order", by: "The shop" } };
    await refusedAndUnchanged(loaf, orderId, () => set(1, 1), refusal);
    expect(await set(1, 2)).toMatchObject({ revision: 3 });
    await refusedAndUnchanged(loaf, orderId, () => set(2, 2), { detail: { by: "You" } });
    await refusedAndUnchanged(loaf, orderId, () => set(2, 99), { code: "changed_meanwhile" });
  });

  test("by an address that leads nowhere, or by one that leads to another's order", async () => {
    const [mine, theirs] = [await ordered(2), await ordered(2)];
    const lines = [{ lineId: theirs.line.id, quantity: 1 }];
    for (const token of ["x", "A".repeat(22), theirs.orderId]) {
      const change = changeOwnOrder(customer, { token, revision: 1, lines });
      await expect(change).rejects.toMatchObject({ code: "not_found", detail: { what: "order" } });
    }
    const foreign = changeOwnOrder(customer, { token: mine.token, revision: 1, lines });
    await expect(foreign).rejects.toMatchObject({ code: "not_found", detail: { what: "line" } });
    expect(await getOrder(theirs.orderId)).toMatchObject({ revision: 1 });
  });
});

test("saved from two tabs at once, one change counts and the other is told", async () => {
  const { loaf, orderId, set } = await ordered(1, { onHand: 50 });
  const { values, errors } = await settle(Array.from({ length: 20 }, (_, index) => set(index + 2)));
  expect([values.length, errors]).toEqual([1, { changed_meanwhile: 19 }]);
  expect((await readLevel(loaf.levelId)).committed).toBe((await getOrder(orderId)).lines[0]!.quantity);
  expect(await wrongInBooks()).toEqual([]);
});
