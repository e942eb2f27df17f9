import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { addDestination, orderEvent, until } from "@/tests/deliveries/fixtures";
import { mailServer, receiver } from "@/tests/deliveries/places";
import { cuttableDatabase, startWorker } from "@/tests/faults/worker-process";
import { useDatabase } from "@/tests/support/database";

useDatabase();
// Processes start and die here, and time-outs are waited for.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  process.env.PRIVATE_DESTINATIONS = "127.0.0.1";
});

afterEach(async () => {
  await db().destination.updateMany({ data: { disabledAt: new Date() } });
  await db().$executeRaw`DELETE FROM pgboss.job`;
  await db().workerHeartbeat.deleteMany();
});

const deliveredTo = (destinationId: string) => db().delivery.count({ where: { destinationId, state: "delivered" } });

test("an order goes from its event to the mail server and to another system, and the worker is seen alive", async () => {
  const [place, server] = [await receiver(), await mailServer()];
  const destination = await addDestination(place.url);
  await startWorker({ SMTP_URL: server.url, MAIL_FROM: "orders@fernhill.example" });
  const { eventId } = await orderEvent();
  await until(() => server.mails.length === 1 && place.received.length === 1);
  await until(async () => (await db().delivery.count({ where: { eventId, state: "delivered" } })) === 2);
  expect(await deliveredTo(destination)).toBe(1);
  await until(async () => (await db().workerHeartbeat.count()) === 1);
});

test("two workers beside each other deliver everything once", async () => {
  const place = await receiver();
  const destination = await addDestination(place.url);
  await Promise.all([startWorker(), startWorker()]);
  for (let count = 0; count < 30; count += 1) await orderEvent({ type: "order.accepted", by: "staff" });
  await until(async () => (await deliveredTo(destination)) === 30, 40_000);
  const ids = place.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(30);
  expect(new Set(ids).size).toBe(30);
});

test("a destination that hangs holds no other up", async () => {
  const [stuck, fine] = [await receiver(() => {}), await receiver()];
  await addDestination(stuck.url);
  const destination = await addDestination(fine.url);
  await startWorker();
  for (let count = 0; count < 12; count += 1) await orderEvent({ type: "order.accepted", by: "staff" });
  await until(async () => (await deliveredTo(destination)) === 12);
  expect(await db().delivery.count({ where: { state: "sending" } })).toBeGreaterThan(0);
});

test("a receiver that is down, then up, gets everything", async () => {
  const place = await receiver((response) => response.writeHead(503).end());
  const destination = await addDestination(place.url);
  await startWorker();
  await orderEvent({ type: "order.accepted", by: "staff" });
  await until(() => place.received.length === 1);
  place.answer = (response) => response.writeHead(204).end();
  await until(async () => (await deliveredTo(destination)) === 1, 40_000);
  expect(new Set(place.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
});

describe("stopping", () => {
  test("it hands back what hangs, ends by itself within ten seconds, and another finishes the work", async () => {
    const place = await receiver(() => {});
    const destination = await addDestination(place.url);
    const worker = await startWorker();
    await orderEvent({ type: "order.accepted", by: "staff" });
    await until(() => place.received.length === 1);
    let code: number | null | undefined;
    void worker.stop().then((ended) => {
      code = ended;
    });
    await until(() => code !== undefined);
    expect(code, "by itself: what is not over after 9.5 s by the worker's clock ends with 1").toBe(0);
    expect(await db().deliveryAttempt.findMany({ where: { delivery: { destinationId: destination } } })).toMatchObject([
      { outcome: "handed_back" },
    ]);
    expect(await db().workerHeartbeat.count()).toBe(0);
    place.answer = (response) => response.writeHead(204).end();
    await startWorker();
    await until(async () => (await deliveredTo(destination)) === 1);
  });
});

test("the database goes away and comes back: the worker says so once, waits, and goes on", async () => {
  const place = await receiver();
  const destination = await addDestination(place.url);
  const database = await cuttableDatabase(process.env.DATABASE_URL!);
  const worker = await startWorker({ DATABASE_URL: database.url });
  database.cut();
  const told = () => worker.lines.filter(({ msg }) => msg?.startsWith("the database cannot be reached"));
  await until(() => told().length > 0);
  await orderEvent({ type: "order.accepted", by: "staff" });
  await database.mend();
  await until(async () => (await deliveredTo(destination)) === 1, 40_000);
  expect(told()).toHaveLength(1);
  expect(worker.lines.filter(({ level }) => level && level >= 50)).toEqual([]);
  expect(worker.child.exitCode).toBeNull();
});

test("an answer that is heard while the database is away is stored when it is back", async () => {
  const place = await receiver();
  const destination = await addDestination(place.url);
  const database = await cuttableDatabase(process.env.DATABASE_URL!);
  place.answer = (response) => {
    database.cut();
    response.writeHead(204).end();
  };
  const worker = await startWorker({ DATABASE_URL: database.url });
  await orderEvent({ type: "order.accepted", by: "staff" });
  await until(() => worker.lines.some(({ msg }) => msg?.startsWith("an answer is not stored yet")));
  await database.mend();
  await until(async () => (await deliveredTo(destination)) === 1, 40_000);
  expect(place.received).toHaveLength(1);
  expect(await db().deliveryAttempt.count({ where: { delivery: { destinationId: destination } } })).toBe(1);
});
