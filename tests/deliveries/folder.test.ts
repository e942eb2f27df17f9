import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { drainDestination } from "@/lib/deliveries/drain-destination";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import { recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { orderEvent as makeEvent } from "@/lib/orders/order-event";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { orderEvent } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";

useDatabase();
const base = mkdtempSync(path.join(os.tmpdir(), "holdfast-folder-"));
beforeAll(() => {
  process.env.EXPORT_FOLDER = base;
});
afterAll(() => {
  delete process.env.EXPORT_FOLDER;
  rmSync(base, { recursive: true, force: true });
});

async function addFolder(name: string, personal = true): Promise<string> {
  await db().destination.updateMany({ where: { kind: "folder" }, data: { disabledAt: new Date() } });
  const id = newId("dst");
  const events = Object.keys(exportedEvents);
  await db().destination.create({
    data: { id, kind: "folder", name, address: name, sealedSecret: "", events, personal },
  });
  return id;
}

const drain = (id: string) => drainDestination(id, new AbortController().signal);
const fileOf = (folder: string, day: string) => path.join(base, folder, `orders-${day}.csv`);
const rowsOf = (folder: string, day: string) =>
  parse(readFileSync(fileOf(folder, day), "utf8"), { bom: true, columns: true }) as Record<string, string>[];

async function later(order: OrderSnapshot, type: string, change: Partial<OrderSnapshot>, previous?: object) {
  const snapshot = { ...order, ...change };
  const event = makeEvent({ type, at: new Date(), snapshot, ...(previous && { previous: previous as never }) });
  await planDeliveries(await inTransaction((tx) => recordEvent(tx, { kind: "system", name: "tests" }, event)));
  return snapshot;
}

test("a day's orders are a file, a row each, kept up to date in place", async () => {
  const folder = await addFolder("daily");
  const first = await orderEvent({ at: new Date(Date.now() - 60_000) });
  const second = await orderEvent({ at: new Date(Date.now() - 60_000) });
  for (const { eventId } of [first, second]) await planDeliveries(eventId);
  await drain(folder);
  expect(rowsOf("daily", "2026-11-28").map(({ order, status }) => [order, status])).toEqual([
    [String(first.order.number), "placed"],
    [String(second.order.number), "placed"],
  ]);
  await later(first.order, "order.ready", { status: "ready", revision: 2 });
  await drain(folder);
  expect(rowsOf("daily", "2026-11-28")).toMatchObject([
    { order: String(first.order.number), status: "ready", revision: "2", items: "2 × Sourdough 800 g", total: "9.00" },
    { order: String(second.order.number), status: "placed" },
  ]);
  expect(readdirSync(path.join(base, "daily"))).toEqual(["orders-2026-11-28.csv"]);
});

test("an order that moves to another day moves from one file to the other", async () => {
  const folder = await addFolder("moved");
  const { eventId, order } = await orderEvent({ at: new Date(Date.now() - 60_000) });
  await planDeliveries(eventId);
  await drain(folder);
  await later(order, "order.changed", { pickupDay: "2026-11-29", revision: 2 }, { fulfilment: { day: "2026-11-28" } });
  await drain(folder);
  expect(rowsOf("moved", "2026-11-28")).toEqual([]);
  expect(rowsOf("moved", "2026-11-29")).toMatchObject([{ order: String(order.number), pickup_day: "2026-11-29" }]);
});

test("a spreadsheet runs nothing of what a customer typed, and nobody is named without leave", async () => {
  const [open, closed] = [await addFolder("open"), await addFolder("closed", false)];
  await db().destination.updateMany({ where: { id: { in: [open, closed] } }, data: { disabledAt: null } });
  const customer = { name: "=cmd|' /C calc'!A0", email: "maya@example.org", phone: "+447700900148" };
  const { eventId } = await orderEvent({ order: { customer, note: "@SUM(A1)" } });
  await planDeliveries(eventId);
  for (const folder of [open, closed]) await drain(folder);
  expect(rowsOf("open", "2026-11-28")).toMatchObject([
    { customer: "'=cmd|' /C calc'!A0", note: "'@SUM(A1)", phone: "'+447700900148" },
  ]);
  expect(readFileSync(fileOf("closed", "2026-11-28"), "utf8")).not.toMatch(/calc|maya|\+44|SUM/);
});

test("a file that cannot be written is a failure that is tried again, and the old file stays whole", async () => {
  const folder = await addFolder("stuck");
  writeFileSync(path.join(base, "stuck"), "a file stands where the folder should be");
  const { eventId } = await orderEvent();
  await planDeliveries(eventId);
  await drain(folder);
  const [delivery] = await db().delivery.findMany({ where: { eventId, destinationId: folder } });
  expect(delivery).toMatchObject({
    state: "waiting",
    attempts: 1,
    lastError: expect.stringContaining("could not be written"),
  });
  expect(existsSync(path.join(base, "stuck.writing"))).toBe(false);
});
