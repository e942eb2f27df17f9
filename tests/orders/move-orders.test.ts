import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { moveManyInput } from "@/lib/orders/move-input";
import { moveOrders, undoMoves } from "@/lib/orders/move-orders";
import { getOrder } from "@/lib/orders/queries";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, openShop, owner, readLevel, stock } from "@/tests/support/shop";
import { tamper } from "@/tests/support/tamper";

useDatabase();
beforeAll(openShop);

async function manyOrders(count: number) {
  const loaf = await stock(count);
  const orders = [];
  for (let made = 0; made < count; made += 1) orders.push(await buy(loaf));
  return { loaf, orders, orderIds: orders.map((order) => order.id) };
}

async function statuses(orderIds: readonly string[]) {
  return Promise.all(orderIds.map(async (id) => (await getOrder(id)).status));
}

describe("a selection of orders", () => {
  test("is moved one by one: each its event, and one that is refused holds up no other", async () => {
    const { orders, orderIds } = await manyOrders(5);
    await acceptOrder(owner, { orderId: orderIds[2]! });
    const missing = "ord_00000000000000000000000000";
    const answers = await moveOrders(counter, { orderIds: [...orderIds, missing], move: "accept" });
    expect(answers.map((answer) => answer.orderId)).toEqual([...orderIds, missing]);
    expect(answers.map((answer) => answer.done)).toEqual([true, true, false, true, true, false]);
    expect(answers[2]).toMatchObject({
      code: "wrong_status",
      name: String(orders[2]!.number),
      words: expect.stringMatching(/^This order is already accepted, by Olive Owner at \d\d:\d\d\.$/),
    });
    expect(answers[5]).toMatchObject({ code: "not_found", name: "" });
    expect(await db().event.count({ where: { orderId: { in: orderIds }, type: "order.accepted" } })).toBe(5);
  });

  test("is undone as a whole within ten seconds, with the units", async () => {
    const { loaf, orderIds } = await manyOrders(6);
    await moveOrders(counter, { orderIds, move: "markReady" });
    await moveOrders(counter, { orderIds, move: "complete" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 0, committed: 0 });
    const answers = await undoMoves(counter, { orderIds });
    expect(answers.every((answer) => answer.done)).toBe(true);
    expect(await statuses(orderIds)).toEqual(orderIds.map(() => "ready"));
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 6, committed: 6 });
    await tamper("UPDATE events SET at = at - interval '11 seconds'");
    expect(await undoMoves(counter, { orderIds })).toMatchObject(orderIds.map(() => ({ code: "too_late_to_undo" })));
  });

  test("two staff who move the same selection at once move each order once", async () => {
    const { loaf, orderIds } = await manyOrders(8);
    await moveOrders(owner, { orderIds, move: "markReady" });
    const [one, other] = await Promise.all([
      moveOrders(owner, { orderIds, move: "complete" }),
      moveOrders(counter, { orderIds: [...orderIds].reverse(), move: "complete" }),
    ]);
    expect([...one, ...other].filter((answer) => answer.done)).toHaveLength(8);
    expect([...one, ...other].filter((answer) => !answer.done && answer.code === "wrong_status")).toHaveLength(8);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 0, committed: 0 });
  });

  test("is at most a hundred, each once, and not empty", () => {
    const id = (index: number) => `ord_${String(index).padStart(26, "0")}`;
    const read = (ids: string[]) => moveManyInput.safeParse({ orderIds: ids.join(","), move: "accept" });
    const ids = (count: number) => Array.from({ length: count }, (_, index) => id(index));
    expect(read(ids(100)).success).toBe(true);
    expect(read(ids(101)).success).toBe(false);
    expect(read([]).success).toBe(false);
    expect(read(["x"]).success).toBe(false);
    expect(read([id(1), id(1)]).data?.orderIds).toEqual([id(1)]);
    expect(moveManyInput.safeParse({ orderIds: id(1), move: "cancel" }).success).toBe(false);
  });

  test("is not moved by the signed-out or by customers", async () => {
    const { orderIds } = await manyOrders(2);
    await markOrderReady(owner, { orderId: orderIds[0]! });
    for (const nobody of [null, customer]) {
      await expect(moveOrders(nobody, { orderIds, move: "accept" })).rejects.toMatchObject({ code: "not_signed_in" });
      await expect(undoMoves(nobody, { orderIds })).rejects.toMatchObject({ code: "not_signed_in" });
    }
    expect(await statuses(orderIds)).toEqual(["ready", "placed"]);
  });
});
