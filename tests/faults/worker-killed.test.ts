import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import {
  addDestination,
  endLease,
  orderEvent,
  planned,
  plannedOne,
  readDelivery,
  until,
} from "@/tests/deliveries/fixtures";
import { mailServer, receiver } from "@/tests/deliveries/places";
import { spawnWorker, startWorker } from "@/tests/faults/worker-process";
import { openConnections, useDatabase } from "@/tests/support/database";
import { tamper } from "@/tests/support/tamper";

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

/** Makes a delivery look as long overdue as the sweep wants it before it calls its job lost. */
async function makeLate(id: string) {
  await db().delivery.update({ where: { id }, data: { nextAttemptAt: new Date(Date.now() - 120_000) } });
}

/** Waits until some session waits for a lock. */
const blocked = () =>
  until(async () => {
    const [row] = await db().$queryRaw<
      { waiting: bigint }[]
    >`SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted`;
    return row && row.waiting > 0n;
  });

const settled = (id: string) =>
  until(async () => {
    const row = await readDelivery(id);
    return row.state === "delivered" ? row : null;
  }, 40_000);

async function exportTo(url: string) {
  await addDestination(url);
  const { eventId } = await orderEvent({ type: "order.accepted", by: "staff" });
  return eventId;
}

describe("a worker killed while it carries an export", () => {
  test("before its claim is stored: another finds the delivery and sends it, once", async () => {
    const place = await receiver();
    const { id } = await plannedOne(await exportTo(place.url), "webhook");
    const [guard] = await openConnections(1);
    await guard!.query("BEGIN; LOCK TABLE delivery_attempts IN EXCLUSIVE MODE");
    const worker = spawnWorker();
    await blocked();
    worker.crash();
    await worker.ended;
    await guard!.query("ROLLBACK");
    expect(await readDelivery(id)).toMatchObject({ state: "waiting", attempts: 0 });
    await makeLate(id);
    await startWorker();
    expect((await settled(id)).tries).toHaveLength(1);
    expect(place.received.map(({ headers }) => headers["webhook-id"])).toEqual([id]);
  });

  test("after its claim, before a byte was sent", async () => {
    const place = await receiver();
    const { id } = await plannedOne(await exportTo(place.url), "webhook");
    const worker = spawnWorker();
    place.onConnection = worker.crash;
    await worker.ended;
    place.onConnection = () => {};
    await recover(id);
    expect((await settled(id)).tries.at(-1)).toMatchObject({ outcome: "delivered" });
    expect(new Set(place.received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([id]));
  });

  test("in the middle of the request", async () => {
    const place = await receiver();
    const { id } = await plannedOne(await exportTo(place.url), "webhook");
    const worker = spawnWorker();
    place.answer = worker.crash;
    await worker.ended;
    place.answer = (response) => response.writeHead(204).end();
    await recover(id);
    expect((await settled(id)).tries.map(({ outcome }) => outcome)).toEqual(["unknown", "delivered"]);
    expect(place.received.map(({ headers }) => headers["webhook-id"])).toEqual([id, id]);
    expect(new Set(place.received.map(({ body }) => body)).size).toBe(1);
  });

  test("after the receiver took it, before that was stored: the receiver hears the same webhook-id again", async () => {
    const place = await receiver();
    const { id } = await plannedOne(await exportTo(place.url), "webhook");
    const [guard] = await openConnections(1);
    place.answer = async (response) => {
      await guard!.query("BEGIN");
      await guard!.query("SELECT 1 FROM deliveries WHERE id = $1 FOR UPDATE", [id]);
      response.writeHead(204).end();
    };
    const worker = spawnWorker();
    await until(() => place.received.length > 0);
    await blocked();
    worker.crash();
    await worker.ended;
    place.answer = (response) => response.writeHead(204).end();
    await guard!.query("ROLLBACK");
    await recover(id);
    expect((await settled(id)).tries.map(({ outcome }) => outcome)).toEqual(["unknown", "delivered"]);
    expect(place.received.map(({ headers }) => headers["webhook-id"])).toEqual([id, id]);
  });
});

test("a worker killed while it plans an event: another plans it, once", async () => {
  const place = await receiver();
  const eventId = await exportTo(place.url);
  const [guard] = await openConnections(1);
  await guard!.query("BEGIN; LOCK TABLE deliveries IN EXCLUSIVE MODE");
  const worker = spawnWorker();
  await blocked();
  worker.crash();
  await worker.ended;
  await guard!.query("ROLLBACK");
  expect(await db().delivery.count({ where: { eventId } })).toBe(0);
  await tamper(`UPDATE events SET at = at - interval '2 minutes' WHERE id = '${eventId}'`);
  await startWorker();
  const [delivery, ...more] = await until(async () => {
    const rows = await planned(eventId);
    return rows.length > 0 ? rows : null;
  });
  expect(more).toEqual([]);
  await settled(delivery!.id);
  expect(place.received).toHaveLength(1);
});

test("a worker killed after the mail server took the mail: it is unknown, and not sent twice", async () => {
  const worker = { crash: () => {} };
  const server = await mailServer({ onData: (stream) => stream.resume().on("end", () => worker.crash()) });
  const { id } = await plannedOne((await orderEvent()).eventId, "email");
  const settings = { SMTP_URL: server.url, MAIL_FROM: "orders@fernhill.example" };
  const first = spawnWorker(settings);
  worker.crash = first.crash;
  await first.ended;
  await recover(id, settings);
  await until(async () => (await readDelivery(id)).state === "unknown");
  expect((await readDelivery(id)).tries).toMatchObject([{ outcome: "unknown" }]);
});

/** The lease ends, and another worker starts, which sweeps. */
async function recover(id: string, settings = {}) {
  await endLease(id);
  await startWorker(settings);
}
