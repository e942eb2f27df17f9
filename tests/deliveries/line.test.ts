import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { opensAfter } from "@/lib/deliveries/breaker";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { claimDue } from "@/lib/deliveries/claim-due";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { recordAttempts } from "@/lib/deliveries/record-attempt";
import { wakeDue } from "@/lib/deliveries/wake";
import { recordEvent } from "@/lib/history/record-event";
import { orderEvent as makeEvent } from "@/lib/orders/order-event";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { addDestination, makeDue, orderEvent, readDelivery } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const failed = { outcome: "failed", detail: "500" } as const;
const delivered = { outcome: "delivered", detail: "204", status: 204 } as const;
const many = { most: 50 };

/** What happened to an order after `placed`, a second apart. */
async function eventsOf(order: OrderSnapshot, types: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, type] of types.entries()) {
    const at = new Date(Date.now() - 60_000 + 1_000 * index);
    const snapshot = { ...order, revision: index + 2 };
    ids.push(
      await inTransaction((tx) =>
        recordEvent(tx, { kind: "system", name: "tests" }, makeEvent({ type, at, snapshot })),
      ),
    );
  }
  return ids;
}

/** An order that was placed, accepted and made ready, all planned, for one destination. */
async function threeInLine() {
  const destination = await addDestination("https://kitchen.example");
  const { eventId, order } = await orderEvent({ at: new Date(Date.now() - 120_000) });
  const ids = [eventId, ...(await eventsOf(order, ["order.accepted", "order.ready"]))];
  for (const id of ids) await planDeliveries(id);
  return { destination, events: ids };
}

const told = (claimed: readonly ClaimedDelivery[]) =>
  claimed.map(({ body }) => (JSON.parse(body) as { type: string }).type);
const hear = (claimed: readonly ClaimedDelivery[], answer: typeof failed | typeof delivered) =>
  recordAttempts(claimed.map((one) => ({ claimed: one, answer })));

async function wakeUps(destinationId: string): Promise<number> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = 'destination.drain' AND data->>'destinationId' = ${destinationId}`;
  return rows.length;
}

describe("the line of an order", () => {
  test("goes one after another, each once the one before it is settled", async () => {
    const { destination } = await threeInLine();
    const first = await claimDue(destination, many);
    expect(told(first)).toEqual(["order.placed"]);
    expect(await claimDue(destination, many)).toEqual([]);
    await hear(first, failed);
    expect(await claimDue(destination, many)).toEqual([]);
    await makeDue(first[0]!.id);
    await hear(await claimDue(destination, many), delivered);
    const second = await claimDue(destination, many);
    expect(told(second)).toEqual(["order.accepted"]);
    await hear(second, delivered);
    expect(told(await claimDue(destination, many))).toEqual(["order.ready"]);
  });

  test("waits for an earlier event that has no deliveries yet", async () => {
    const destination = await addDestination("https://kitchen.example");
    const { eventId, order } = await orderEvent({ at: new Date(Date.now() - 120_000) });
    const [accepted] = await eventsOf(order, ["order.accepted"]);
    await planDeliveries(accepted!);
    expect(await claimDue(destination, many)).toEqual([]);
    await planDeliveries(eventId);
    expect(told(await claimDue(destination, many))).toEqual(["order.placed"]);
  });

  test("does not wait for other orders, nor for other destinations", async () => {
    const [one, other] = [await addDestination("https://one.example"), await addDestination("https://other.example")];
    for (let orders = 0; orders < 3; orders += 1) await planDeliveries((await orderEvent()).eventId);
    const claimed = await claimDue(one, many);
    expect(claimed).toHaveLength(3);
    expect(await claimDue(other, many)).toHaveLength(3);
  });

  test("of twenty workers each delivery is claimed by one, and no line by two", async () => {
    const { destination } = await threeInLine();
    for (let orders = 0; orders < 9; orders += 1) await planDeliveries((await orderEvent()).eventId);
    const claims = (await Promise.all(Array.from({ length: 20 }, () => claimDue(destination, { most: 2 })))).flat();
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    expect(claims).toHaveLength(10);
    expect(told(claims).filter((type) => type !== "order.placed")).toEqual([]);
  });

  test("where a place is read before it is written, one worker at a time is at it", async () => {
    const destination = await addDestination("https://sheet.example");
    for (let orders = 0; orders < 3; orders += 1) await planDeliveries((await orderEvent()).eventId);
    const [first] = await claimDue(destination, { most: 1, alone: true });
    expect(await claimDue(destination, { most: 1, alone: true })).toEqual([]);
    await hear([first!], delivered);
    expect(await claimDue(destination, { most: 1, alone: true })).toHaveLength(1);
  });
});

describe("the breaker", () => {
  /** A destination that failed so often that its breaker opened, and what waits for it. */
  async function broken() {
    const destination = await addDestination("https://kitchen.example", "Kitchen screen");
    const ids: string[] = [];
    for (let orders = 0; orders < opensAfter + 2; orders += 1) {
      await planDeliveries((await orderEvent({ type: "order.accepted" })).eventId);
    }
    const failing = await claimDue(destination, { most: opensAfter });
    ids.push(...failing.map(({ id }) => id));
    await hear(failing, failed);
    return { destination, failing: ids };
  }

  const place = (id: string) => db().destination.findUniqueOrThrow({ where: { id } });
  const probeNow = (id: string) =>
    db().destination.update({ where: { id }, data: { probeAt: new Date(Date.now() - 1_000) } });
  const news = (type: string, id: string) => db().event.count({ where: { type, subjectId: id } });

  test("opens after failures in a row: what waits is not tried, and owners are told once", async () => {
    const { destination } = await broken();
    expect(await place(destination)).toMatchObject({ brokenAt: expect.any(Date), failures: opensAfter });
    expect(await claimDue(destination, many)).toEqual([]);
    await db().$executeRaw`DELETE FROM pgboss.job WHERE name = 'destination.drain'`;
    await wakeDue();
    expect(await wakeUps(destination)).toBe(0);
    expect(await news("destination.broken", destination)).toBe(1);
  });

  test("lets one probe through at a time, which costs that delivery no try", async () => {
    const { destination } = await broken();
    await probeNow(destination);
    const probe = await claimDue(destination, many);
    expect(probe).toHaveLength(1);
    expect(await claimDue(destination, many)).toEqual([]);
    const tried = probe[0]!.tried;
    await hear(probe, failed);
    const row = await readDelivery(probe[0]!.id);
    expect(row.state).toBe("waiting");
    expect(row.attempts - row.uncounted).toBe(tried);
    expect((await place(destination)).probeAt!.getTime()).toBeGreaterThan(Date.now());
    expect(await news("destination.broken", destination)).toBe(1);
  });

  test("probes with another delivery next time, so that one that cannot arrive does not hold the rest", async () => {
    const { destination } = await broken();
    const probed = new Set<string>();
    for (let turn = 0; turn < 2; turn += 1) {
      await probeNow(destination);
      const probe = await claimDue(destination, many);
      probed.add(probe[0]!.id);
      await hear(probe, failed);
    }
    expect(probed.size).toBe(2);
  });

  test("closes with the first that arrives: the rest follow, and owners are told once", async () => {
    const { destination, failing } = await broken();
    await probeNow(destination);
    await hear(await claimDue(destination, many), delivered);
    expect(await place(destination)).toMatchObject({ brokenAt: null, probeAt: null, failures: 0 });
    for (const id of failing) await makeDue(id);
    expect((await claimDue(destination, many)).length).toBeGreaterThan(opensAfter);
    expect(await news("destination.recovered", destination)).toBe(1);
  });
});

test("a paused destination is left alone, and goes on where it stopped", async () => {
  const { destination } = await threeInLine();
  await db().destination.update({ where: { id: destination }, data: { pausedAt: new Date() } });
  expect(await claimDue(destination, many)).toEqual([]);
  await db().destination.update({ where: { id: destination }, data: { pausedAt: null } });
  expect(told(await claimDue(destination, many))).toEqual(["order.placed"]);
});

test("what is due and has no wake-up gets one, and no second", async () => {
  const { destination } = await threeInLine();
  await db().$executeRaw`DELETE FROM pgboss.job WHERE name = 'destination.drain'`;
  await wakeDue();
  await wakeDue();
  expect(await wakeUps(destination)).toBe(1);
});
