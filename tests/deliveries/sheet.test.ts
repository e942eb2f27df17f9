import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import { sheetWithin } from "@/lib/deliveries/channels/sheet";
import { drainDestination } from "@/lib/deliveries/drain-destination";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import { recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { orderEvent as makeEvent } from "@/lib/orders/order-event";
import { seal } from "@/lib/secrets";
import { makeDue, orderEvent } from "@/tests/deliveries/fixtures";
import { sheetStandIn } from "@/tests/deliveries/sheet-stand-in";
import { useDatabase } from "@/tests/support/database";

useDatabase();
beforeAll(() => {
  process.env.PRIVATE_DESTINATIONS = "127.0.0.1";
});
afterAll(() => {
  delete process.env.PRIVATE_DESTINATIONS;
  delete process.env.SHEETS_API_BASE;
});

async function aSheet() {
  const google = await sheetStandIn();
  process.env.SHEETS_API_BASE = google.base;
  await db().destination.updateMany({ data: { disabledAt: new Date() } });
  const id = newId("dst");
  const settings = { spreadsheetId: "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms", tab: "Orders", clientEmail: "x" };
  const data = { id, kind: "sheet" as const, name: "Sheet", address: "x", settings, sealedSecret: seal(google.key) };
  await db().destination.create({ data: { ...data, events: Object.keys(exportedEvents) } });
  const kinds = { ...channelKinds, sheet: sheetWithin(2_000, 0) };
  return { ...google, id, drain: () => drainDestination(id, new AbortController().signal, kinds) };
}

const ordersIn = (rows: unknown[][]) => rows.slice(1).map(([number]) => String(number));
const deliveries = (destinationId: string) =>
  db().delivery.findMany({ where: { destinationId }, orderBy: { id: "asc" }, include: { tries: true } });

test("many orders are one append below the headings, and one that changed is updated in place", async () => {
  const sheet = await aSheet();
  const made = [];
  for (let orders = 0; orders < 5; orders += 1) made.push(await orderEvent({ at: new Date(Date.now() - 60_000) }));
  for (const { eventId } of made) await planDeliveries(eventId);
  await sheet.drain();
  expect(sheet.rows[0]).toContain("status");
  expect(ordersIn(sheet.rows).sort()).toEqual(made.map(({ order }) => String(order.number)).sort());
  expect(sheet.calls.filter((path) => path.endsWith(":append"))).toHaveLength(1);

  const snapshot = { ...made[2]!.order, status: "ready" as const, revision: 2 };
  const event = makeEvent({ type: "order.ready", at: new Date(), snapshot });
  await planDeliveries(await inTransaction((tx) => recordEvent(tx, { kind: "system", name: "tests" }, event)));
  await sheet.drain();
  expect(sheet.rows).toHaveLength(6);
  const column = (sheet.rows[0] as string[]).indexOf("status");
  expect(sheet.rows.find(([number]) => String(number) === String(snapshot.number))![column]).toBe("ready");
  expect((await deliveries(sheet.id)).every(({ state }) => state === "delivered")).toBe(true);
});

test("an append whose answer was lost is looked for in column A before anything is appended again", async () => {
  const sheet = await aSheet();
  const { eventId } = await orderEvent();
  await planDeliveries(eventId);
  sheet.state.fail = { path: /:append$/, status: 0, after: true };
  await sheet.drain();
  const [lost] = await deliveries(sheet.id);
  expect(lost!.state).toBe("unknown");
  await makeDue(lost!.id);
  await sheet.drain();
  const [found] = await deliveries(sheet.id);
  expect(found).toMatchObject({
    state: "delivered",
    tries: [{ outcome: "unknown" }, { outcome: "delivered", detail: "Looked: it stands in row 2." }],
  });
  expect(sheet.rows).toHaveLength(2);
});

test("an append that was lost on its way is made again once the sheet was looked at", async () => {
  const sheet = await aSheet();
  const { eventId } = await orderEvent();
  await planDeliveries(eventId);
  sheet.state.fail = { path: /:append$/, status: 503 };
  await sheet.drain();
  for (let turn = 0; turn < 2; turn += 1) {
    await makeDue((await deliveries(sheet.id))[0]!.id);
    await sheet.drain();
  }
  const [settled] = await deliveries(sheet.id);
  expect(settled!.tries.map(({ outcome }) => outcome)).toEqual(["unknown", "not_sent", "delivered"]);
  expect(sheet.rows).toHaveLength(2);
});

test("a quota that is used up lets the sheet rest as long as Google asks", async () => {
  const sheet = await aSheet();
  const { eventId } = await orderEvent();
  await planDeliveries(eventId);
  sheet.state.fail = { path: /values/, status: 429, headers: { "retry-after": "60" } };
  await sheet.drain();
  expect((await deliveries(sheet.id))[0]).toMatchObject({ state: "waiting", attempts: 1 });
  const { restsUntil } = await db().destination.findUniqueOrThrow({ where: { id: sheet.id } });
  expect(restsUntil!.getTime()).toBeGreaterThan(Date.now() + 50_000);
  expect(sheet.rows).toEqual([]);
});
