import { beforeEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { email } from "@/lib/deliveries/channels/email";
import { deliver } from "@/lib/deliveries/deliver";
import { drainDestination } from "@/lib/deliveries/drain-destination";
import { mostTries } from "@/lib/deliveries/rules";
import { sweepLost } from "@/lib/deliveries/sweep-lost";
import { wakeDue } from "@/lib/deliveries/wake";
import { addDestination, orderEvent, planned, plannedOne, readDelivery, until } from "@/tests/deliveries/fixtures";
import { closedPort, mailServer, receiver } from "@/tests/deliveries/places";
import { startWorker } from "@/tests/faults/worker-process";
import { openConnections, useDatabase } from "@/tests/support/database";

useDatabase();
vi.setConfig({ testTimeout: 240_000 });

beforeEach(async () => {
  process.env.PRIVATE_DESTINATIONS = "127.0.0.1";
  await db().destination.updateMany({ data: { removedAt: new Date() } });
  await db().$executeRaw`DELETE FROM pgboss.job`;
  await moveClock("0");
});

/** Moves the database's clock, which is the shop's, for every session that begins from now on; this process begins anew. */
async function moveClock(by: string): Promise<void> {
  const [client] = await openConnections(1);
  const [row] = (await client!.query<{ name: string }>("SELECT quote_ident(current_database()) AS name")).rows;
  await client!.query(`ALTER DATABASE ${row!.name} SET holdfast.clock_shift = '${by}'`);
  await client!.end();
  await closeDatabase();
}

const goOn = new AbortController().signal;

describe("a clock that jumps while a message is on its way", () => {
  test("forward: another worker sends it again with the same id, and the late answer changes nothing", async () => {
    const place = await receiver(() => {});
    const destination = await addDestination(place.url);
    const { id } = await plannedOne((await orderEvent({ type: "order.accepted", by: "staff" })).eventId, "webhook");
    const slow = drainDestination(destination, goOn);
    await until(() => place.received.length === 1);
    await moveClock("2 hours");
    await sweepLost();
    place.answer = (response) => response.writeHead(204).end();
    await drainDestination(destination, goOn);
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", attempts: 2 });
    place.close();
    await slow;
    const { state, tries } = await readDelivery(id);
    expect({ state, outcomes: tries.map(({ outcome }) => outcome) }).toEqual({
      state: "delivered",
      outcomes: ["failed", "delivered"],
    });
    expect(new Set(place.received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([id]));
  });

  test("forward: a mail whose lease ended is unknown, and is not sent twice", async () => {
    const waits: (() => void)[] = [];
    const server = await mailServer({ onData: (stream, _, done) => stream.resume().on("end", () => waits.push(done)) });
    Object.assign(process.env, { SMTP_URL: server.url, MAIL_FROM: "orders@fernhill.example" });
    const { id } = await plannedOne((await orderEvent()).eventId, "email");
    const slow = deliver(id, email, goOn);
    await until(() => waits.length === 1);
    await moveClock("2 hours");
    await sweepLost();
    expect((await readDelivery(id)).state).toBe("unknown");
    await deliver(id, email, goOn);
    waits[0]!();
    await slow;
    expect(waits).toHaveLength(1);
    const { state, tries } = await readDelivery(id);
    expect({ state, tries: tries.length }).toEqual({ state: "unknown", tries: 1 });
  });

  test("backward: what is due waits until the clock is there again, and goes once", async () => {
    const place = await receiver();
    const destination = await addDestination(place.url);
    const { id } = await plannedOne((await orderEvent({ type: "order.accepted", by: "staff" })).eventId, "webhook");
    await moveClock("-3 hours");
    await drainDestination(destination, goOn);
    expect(place.received).toHaveLength(0);
    await moveClock("0");
    await wakeDue();
    await drainDestination(destination, goOn);
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", attempts: 1 });
    expect(place.received).toHaveLength(1);
  });
});

/** When the next thing is due, from now, in seconds; null if nothing is to come. */
async function nextIn(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM min(greatest(d.next_attempt_at, place.probe_at, place.rests_until)) - holdfast_now())::float8 AS seconds
      FROM deliveries d LEFT JOIN destinations place ON place.id = d.destination_id WHERE d.state = 'waiting'`;
  return row?.seconds ?? null;
}

const threeDays = 3 * 86_400;
/** A broken destination is asked every ten minutes: in short, half a day of it. */
const away = process.env.FAULTS === "all" ? threeDays : threeDays / 6;

describe("days of outage, with the clock moved from try to try", () => {
  test("another system hears everything in order when it is back, and nobody was told more than once", async () => {
    const place = await receiver((response) => response.writeHead(503).end());
    const destination = await addDestination(place.url);
    const orders: string[] = [];
    let passed = 0;
    for (let hops = 0; passed < away && hops < 2_000; hops += 1) {
      if (passed >= orders.length * 21_600) {
        const { eventId } = await orderEvent({ type: "order.accepted", by: "staff" });
        await planned(eventId);
        orders.push(eventId);
      }
      await drainDestination(destination, goOn);
      passed += Math.max(1, Math.ceil((await nextIn()) ?? 3_600));
      await moveClock(`${passed} seconds`);
    }
    place.answer = (response) => response.writeHead(204).end();
    const asked = place.received.length;
    for (let hops = 0; hops < 50 && (await nextIn()) !== null; hops += 1) {
      passed += Math.max(1, Math.ceil((await nextIn()) ?? 0));
      await moveClock(`${passed} seconds`);
      await drainDestination(destination, goOn);
    }
    const deliveries = await db().delivery.findMany({
      where: { destinationId: destination },
      include: { tries: true },
    });
    expect(deliveries).toHaveLength(orders.length);
    for (const { state, attempts, tries, uncounted } of deliveries) {
      expect(state).toBe("delivered");
      expect(tries).toHaveLength(attempts);
      expect(attempts - uncounted).toBeLessThanOrEqual(mostTries);
    }
    expect(new Set(place.received.slice(asked).map(({ headers }) => headers["webhook-id"]))).toEqual(
      new Set(deliveries.map(({ id }) => id)),
    );
    const told = await db().event.findMany({
      where: { subjectId: destination },
      orderBy: { at: "asc" },
      select: { type: true },
    });
    expect(told.map(({ type }) => type)).toEqual(["destination.broken", "destination.recovered"]);
  });

  test("a mail to a server that was away arrives, once", async () => {
    Object.assign(process.env, {
      SMTP_URL: `smtp://127.0.0.1:${await closedPort()}`,
      MAIL_FROM: "orders@fernhill.example",
    });
    const { id } = await plannedOne((await orderEvent()).eventId, "email");
    let passed = 0;
    for (let hops = 0; passed < threeDays && hops < 20; hops += 1) {
      await deliver(id, email, goOn);
      passed += Math.ceil((await nextIn()) ?? threeDays);
      await moveClock(`${passed} seconds`);
    }
    const server = await mailServer();
    process.env.SMTP_URL = server.url;
    await deliver(id, email, goOn);
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", attempts: mostTries });
    expect(server.mails).toHaveLength(1);
  });
});

test("two workers on one queue, one of them killed again and again: everything arrives", async () => {
  const place = await receiver();
  const destination = await addDestination(place.url);
  await startWorker();
  const events: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const other = await startWorker();
    for (let count = 0; count < 10; count += 1)
      events.push((await orderEvent({ type: "order.accepted", by: "staff" })).eventId);
    await until(() => place.received.length > round * 10);
    other.crash();
    await other.ended;
    await db().delivery.updateMany({
      where: { state: "sending" },
      data: { leasedUntil: new Date(Date.now() - 1_000) },
    });
    await db().$executeRaw`UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active'`;
    await sweepLost();
  }
  await until(
    async () =>
      (await db().delivery.count({ where: { destinationId: destination, state: "delivered" } })) === events.length,
    // What the database did for a killed worker after that was told to try again waits until the queue knows of it.
    120_000,
  );
  expect(new Set(place.received.map(({ headers }) => headers["webhook-id"])).size).toBe(events.length);
});
