import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { listOutbox } from "@/lib/deliveries/outbox-queries";
import { getDelivery, listDeliveriesOfOrder } from "@/lib/deliveries/queries";
import { sendAgain } from "@/lib/deliveries/send-again";
import { countTrouble } from "@/lib/deliveries/trouble";
import { orderEvent, planned, plannedOne, tryOnce } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";

useDatabase();

describe("an order", () => {
  test("has its deliveries together, oldest first", async () => {
    const { eventId, order } = await orderEvent();
    const ids = (await planned(eventId)).map(({ id }) => id);
    expect((await listDeliveriesOfOrder(order.id)).map(({ id }) => id)).toEqual(ids);
  });
});

test("a delivery is shown with every try, its secret links masked", async () => {
  const { eventId, order } = await orderEvent();
  const { id } = await plannedOne(eventId, "email");
  await tryOnce(id);
  const view = await getDelivery(id);
  expect(view).toMatchObject({ state: "kept", tries: [{ number: 1, outcome: "kept" }] });
  for (const part of [view.body, view.html]) {
    expect(part).not.toContain(order.token);
    expect(part).toContain("/orders/•••");
  }
  await expect(getDelivery("dlv_gone")).rejects.toMatchObject({ code: "not_found" });
});

test("the outbox holds what was kept, as it would look", async () => {
  const { eventId, order } = await orderEvent();
  const { id } = await plannedOne(eventId, "email");
  await tryOnce(id);
  const { messages } = await listOutbox();
  expect(messages[0]).toMatchObject({ id, channel: "email", address: "maya@example.org", orderId: order.id });
  expect(JSON.stringify(messages)).not.toContain(order.token);
});

test("trouble is what a person must see to", async () => {
  const { id } = await plannedOne((await orderEvent()).eventId, "email");
  const before = await countTrouble();
  await db().delivery.update({ where: { id }, data: { state: "unknown", nextAttemptAt: null } });
  expect(await countTrouble()).toEqual({ ...before, unknown: before.unknown + 1 });
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  await sendAgain({ kind: "system", name: "test" }, { deliveryId: id });
  delete process.env.SMTP_URL;
  expect(await countTrouble()).toEqual(before);
});
