import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { addNote } from "@/lib/orders/add-note";
import { listBoard } from "@/lib/orders/board-queries";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { findOrderByToken, getOrder } from "@/lib/orders/queries";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, openShop, owner, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

test("a note stands in the staff's timeline with who wrote it, and its words in the part that can be erased", async () => {
  const { id: orderId, number } = await buy(await stock(3));
  await addNote(counter, { orderId, text: "Rang twice, no answer" });
  expect((await getOrder(orderId)).events.at(-1)).toMatchObject({
    ...{ type: "order.noted", note: "Rang twice, no answer", status: null },
    actor: { kind: "staff", name: counter.name },
  });
  const event = await db().event.findFirstOrThrow({
    where: { orderId, type: "order.noted" },
    include: { personal: true },
  });
  expect(event).toMatchObject({ subjectKind: "order", subjectId: orderId, subjectName: String(number), snapshot: {} });
  expect(event.personal?.snapshot).toEqual({ text: "Rang twice, no answer" });
  await db().eventPersonal.update({ where: { eventId: event.id }, data: { snapshot: {}, previous: {} } });
  expect((await getOrder(orderId)).events.at(-1)).toMatchObject({ type: "order.noted", note: "" });
});

test("a note is told to nobody: no revision, no job, no export, nothing on the customer's page or the board", async () => {
  const { id: orderId, token } = await buy(await stock(3));
  await cancelOrder(owner, { orderId, reason: "x" });
  await addNote(counter, { orderId, text: "Pranked us before" });
  expect(await getOrder(orderId)).toMatchObject({ status: "cancelled", revision: 2 });
  const event = await db().event.findFirstOrThrow({ where: { orderId, type: "order.noted" } });
  expect(await planDeliveries(event.id)).toBe(0);
  const [{ jobs } = { jobs: -1 }] = await db().$queryRaw<{ jobs: number }[]>`
    SELECT count(*)::int AS jobs FROM pgboss.job WHERE data->>'eventId' = ${event.id}`;
  expect(jobs).toBe(0);
  const page = await findOrderByToken(token);
  expect(page?.events.map(({ type }) => type)).toEqual(["order.placed", "order.cancelled"]);
  expect(JSON.stringify(page)).not.toContain("Pranked");
  const ticket = (await listBoard(tomorrow)).find((order) => order.id === orderId);
  expect(ticket?.movedBy).toBe(owner.name);
});

test("a note is not taken from the signed-out or customers, nor for an order that is not there", async () => {
  const { id: orderId } = await buy(await stock(3));
  await expect(addNote(null, { orderId, text: "x" })).rejects.toMatchObject({ code: "not_signed_in" });
  await expect(addNote(customer, { orderId, text: "x" })).rejects.toMatchObject({ code: "not_signed_in" });
  expect((await getOrder(orderId)).events).toHaveLength(1);
  const missing = { orderId: "ord_00000000000000000000000000", text: "x" };
  await expect(addNote(owner, missing)).rejects.toMatchObject({ code: "not_found" });
});
