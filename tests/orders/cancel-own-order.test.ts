import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { getOrder } from "@/lib/orders/queries";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, openShop, readLevel, settle, stock } from "@/tests/support/shop";
import { tamper } from "@/tests/support/tamper";

useDatabase();
beforeAll(async () => {
  await openShop();
  await db().shop.updateMany({ data: { customerCancelMinutes: 30, phone: "01632 960148" } });
});

async function ordered() {
  const loaf = await stock(5);
  const { id: orderId, token } = await buy(loaf, 2);
  return { loaf, orderId, token };
}

async function refused(orderId: string, token: string) {
  const before = await getOrder(orderId);
  await expect(cancelOwnOrder(customer, { token })).rejects.toMatchObject({
    code: "too_late_to_cancel",
    message: "It is too late to cancel here. Please call the shop: 01632 960148",
  });
  expect(await getOrder(orderId)).toEqual(before);
}

test("a customer cancels in time: the units go back, the event says that it was the customer", async () => {
  const { loaf, orderId, token } = await ordered();
  await cancelOwnOrder(customer, { token });
  expect(await getOrder(orderId)).toMatchObject({ status: "cancelled", cancelReason: "Cancelled by the customer." });
  expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 0 });
  expect(await db().event.findFirst({ where: { orderId, type: "order.cancelled" } })).toMatchObject({
    actor: { kind: "customer" },
    previous: { status: "placed" },
  });
});

test("pressed again, however often and at once, the units go back once", async () => {
  const { loaf, orderId, token } = await ordered();
  const { values, errors } = await settle([1, 2, 3, 4].map(() => cancelOwnOrder(customer, { token })));
  expect([values.map(({ status }) => status), errors]).toEqual([Array.from({ length: 4 }, () => "cancelled"), {}]);
  expect(await cancelOwnOrder(customer, { token })).toMatchObject({ status: "cancelled", revision: 2 });
  expect(await db().stockEntry.count({ where: { orderId, reason: "order_cancelled" } })).toBe(1);
  expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 5, committed: 0 });
});

test("not once the shop has begun with it, nor after the minutes it grants, nor where it grants none", async () => {
  const accepted = await ordered();
  await acceptOrder(counter, { orderId: accepted.orderId });
  await refused(accepted.orderId, accepted.token);
  const late = await ordered();
  await tamper(`UPDATE orders SET placed_at = placed_at - interval '31 minutes' WHERE id = '${late.orderId}'`);
  await refused(late.orderId, late.token);
  const never = await ordered();
  await db().shop.updateMany({ data: { customerCancelMinutes: 0 } });
  await refused(never.orderId, never.token);
  await db().shop.updateMany({ data: { customerCancelMinutes: 30 } });
});

test("an address that leads to no order is not found", async () => {
  for (const token of ["x", "A".repeat(22)]) {
    await expect(cancelOwnOrder(customer, { token })).rejects.toMatchObject({ code: "not_found" });
  }
});
