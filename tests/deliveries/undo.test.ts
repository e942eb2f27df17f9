import { expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { undoMove } from "@/lib/orders/undo-move";
import { addDestination, makeDue, orderEvent, tryOnce } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const mina: Actor = { kind: "staff", id: "stf_1", name: "Mina", role: "staff" };

test("ready, then taken back: the customer hears nothing, the other system hears both", async () => {
  await addDestination("https://kitchen.example");
  const { order } = await orderEvent();
  await markOrderReady(mina, { orderId: order.id });
  await undoMove(mina, { orderId: order.id });
  for (const { id } of await db().event.findMany({ orderBy: { id: "asc" } })) await planDeliveries(id);

  const aboutReady = await db().delivery.findFirstOrThrow({
    where: { place: "customer", event: { type: "order.ready" } },
  });
  await makeDue(aboutReady.id);
  expect(await tryOnce(aboutReady.id)).toMatchObject({ state: "withdrawn", tries: [] });

  const exported = await db().delivery.findMany({ where: { channel: "webhook" }, orderBy: { id: "asc" } });
  const bodies = exported.map(({ body }) => JSON.parse(body));
  expect(bodies.map(({ type }) => type)).toEqual(["order.placed", "order.ready", "order.changed"]);
  expect(bodies.map(({ data }) => data.order.revision)).toEqual([1, 2, 3]);
  expect(bodies.map(({ data }) => data.previous)).toEqual([null, { status: "placed" }, { status: "ready" }]);
  expect(bodies.at(-1).data.order.status).toBe("placed");
});
