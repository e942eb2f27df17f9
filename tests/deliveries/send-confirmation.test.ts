import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { sendAgain } from "@/lib/deliveries/send-again";
import { sendConfirmation } from "@/lib/deliveries/send-confirmation";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { getOrder } from "@/lib/orders/queries";
import { jobsFor, planned, readDelivery } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, openShop, owner, stock } from "@/tests/support/shop";

useDatabase();

beforeEach(async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  process.env.MAIL_FROM = "orders@test.example";
  if ((await db().shop.count()) === 0) await openShop();
});

async function ordered() {
  const { id: orderId, number, snapshot } = await buy(await stock(9), 2);
  const { id: eventId } = await db().event.findFirstOrThrow({ where: { orderId } });
  await planned(eventId);
  return { orderId, number, eventId, line: snapshot.lines[0]! };
}

test("the confirmation goes out once more as the order is now, to a corrected address, and the history says who sent it", async () => {
  const { orderId, number, eventId, line } = await ordered();
  await changeOrder(owner, { orderId, revision: 1, lines: [{ lineId: line.id, quantity: 3 }] });
  const { id } = await sendConfirmation(owner, { orderId, email: "right@example.org" });
  expect(await readDelivery(id)).toMatchObject({
    ...{ eventId, orderId, channel: "email", place: "customer", copy: 2, address: "right@example.org" },
    subject: `Test Bakery: order ${number} is in`,
    body: expect.stringContaining("3 × "),
  });
  expect(await jobsFor("delivery.email", id)).toHaveLength(1);
  const order = await getOrder(orderId);
  expect(order.customer.email).toBe("maya@example.org");
  expect(order.events.at(-1)).toMatchObject({
    ...{ type: "delivery.confirmation_sent", note: "right@example.org" },
    actor: { name: owner.name },
  });
  const event = await db().event.findFirstOrThrow({ where: { orderId, type: "delivery.confirmation_sent" } });
  expect(JSON.stringify(event.snapshot)).not.toContain("right@example.org");
});

test("two people who send it at once send two, and neither fails", async () => {
  const { orderId, eventId } = await ordered();
  await Promise.all([1, 2].map(() => sendConfirmation(owner, { orderId, email: "maya@example.org" })));
  expect(await db().delivery.count({ where: { eventId, place: "customer", channel: "email" } })).toBe(3);
});

test("sending any message again is in the history too", async () => {
  const { orderId, eventId } = await ordered();
  const first = await db().delivery.findFirstOrThrow({ where: { eventId, place: "customer" } });
  await db().delivery.update({ where: { id: first.id }, data: { state: "delivered", nextAttemptAt: null } });
  await sendAgain(owner, { deliveryId: first.id });
  expect((await getOrder(orderId)).events.at(-1)).toMatchObject({
    type: "delivery.sent_again",
    note: "maya@example.org",
  });
});

test("not for an order that is over, nor without a mail server, nor by whom it is not for", async () => {
  const { orderId, eventId } = await ordered();
  const again = { orderId, email: "maya@example.org" };
  await expect(sendConfirmation(counter, again)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(sendConfirmation(customer, again)).rejects.toMatchObject({ code: "not_signed_in" });
  await expect(sendConfirmation(null, again)).rejects.toMatchObject({ code: "not_signed_in" });
  await cancelOrder(owner, { orderId, reason: "x" });
  await expect(sendConfirmation(owner, again)).rejects.toMatchObject({ code: "wrong_status" });
  delete process.env.SMTP_URL;
  await expect(sendConfirmation(owner, again)).rejects.toMatchObject({ code: "nothing_sends" });
  expect(await db().delivery.count({ where: { eventId, place: "customer" } })).toBe(1);
});
