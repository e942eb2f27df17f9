import { expect } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { sweepLost } from "@/lib/deliveries/sweep-lost";
import { recordEvent } from "@/lib/history/record-event";
import { orderEvent as makeEvent } from "@/lib/orders/order-event";
import { orderEvent, until } from "@/tests/deliveries/fixtures";
import { channels, type WholeShop } from "@/tests/faults/whole-shop";

/** An order that is placed and accepted, to be told by email and text. Returns its events. */
export async function anOrder(): Promise<string[]> {
  const at = new Date(Date.now() - 1_000);
  const { eventId, order } = await orderEvent({ at, order: { notify: { email: true, text: true } } });
  const snapshot = { ...order, status: "accepted" as const, revision: 2 };
  const accepted = makeEvent({ type: "order.accepted", at: new Date(), snapshot });
  return [eventId, await inTransaction((tx) => recordEvent(tx, { kind: "system", name: "tests" }, accepted))];
}

/** Two messages to the customer of the first event, and each event to each of four destinations. */
const planned = 10;

/** Waits until the events' deliveries are at an end. Nobody waits for a clock: leases are over, and what is to be tried again is due. */
export async function untilTheEnd(events: readonly string[], patienceMs = 60_000): Promise<void> {
  await until(async () => {
    await hurry();
    return (
      (await db().delivery.count({ where: { eventId: { in: [...events] }, settledAt: { not: null } } })) === planned
    );
  }, patienceMs);
}

async function hurry(): Promise<void> {
  await db().$executeRaw`UPDATE deliveries SET next_attempt_at = holdfast_now() WHERE next_attempt_at > holdfast_now()`;
  await db().$executeRaw`UPDATE destinations SET probe_at = holdfast_now() WHERE probe_at > holdfast_now()`;
  await db()
    .$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE state IN ('created', 'retry') AND start_after > now()`;
  await sweepLost();
}

/** What a worker that died had is free: its leases are over, and the queue knows that it is dead, as it does after half a minute. */
export async function endLeases(): Promise<void> {
  await db().$executeRaw`UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active'`;
  await db().delivery.updateMany({ where: { state: "sending" }, data: { leasedUntil: new Date(Date.now() - 1_000) } });
}

/**
 * Holds after any fault: every event was planned, once; every delivery is delivered, or a mail of which nobody can know; its attempts add up and are
 * closed; each place knows what we sent it and nothing else, once where a copy would do harm.
 */
export async function expectNothingLostOrDoubled(events: readonly string[], { places }: WholeShop): Promise<void> {
  const where = { eventId: { in: [...events] } };
  const deliveries = await db().delivery.findMany({ where, include: { tries: true }, orderBy: { id: "asc" } });
  expect(await db().event.count({ where: { id: where.eventId, dispatchedAt: null } })).toBe(0);
  expect(deliveries).toHaveLength(planned);
  for (const { channel, state, attempts, tries } of deliveries) {
    expect({ channel, state }).toEqual({
      channel,
      state: channel === "email" && state === "unknown" ? "unknown" : "delivered",
    });
    expect(tries.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: attempts }, (_, index) => index + 1),
    );
    expect(tries.filter(({ endedAt, outcome }) => !endedAt || !outcome)).toEqual([]);
  }
  for (const channel of channels) {
    const { keyOf, arrived, mayRepeat } = places[channel];
    const ours = deliveries.filter((one) => one.channel === channel);
    const there = arrived();
    const known = new Set([...there, ...ours.filter(({ state }) => state === "unknown").map(keyOf)]);
    expect({ channel, known }).toEqual({ channel, known: new Set(ours.map(keyOf)) });
    if (!mayRepeat) expect({ channel, copies: there.length - new Set(there).size }).toEqual({ channel, copies: 0 });
  }
}

/** A mail whose answer was lost after it may have gone; every other is known to have arrived. */
export async function countUnknown(events: readonly string[]): Promise<number> {
  return db().delivery.count({ where: { eventId: { in: [...events] }, state: "unknown" } });
}
