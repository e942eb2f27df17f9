import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { recordAttempt } from "@/lib/deliveries/record-attempt";
import { releaseDelivery } from "@/lib/deliveries/release-delivery";
import { sweepLost } from "@/lib/deliveries/sweep-lost";
import {
  addDestination,
  endLease,
  jobsFor,
  makeDue,
  orderEvent,
  plannedOne,
  readDelivery,
} from "@/tests/deliveries/fixtures";
import { openConnections, useDatabase } from "@/tests/support/database";

useDatabase();

const failed = { outcome: "failed", detail: "500: out of flour", status: 500 } as const;
const delivered = { outcome: "delivered", detail: "204", status: 204 } as const;

async function anExport() {
  const destination = await addDestination("https://kitchen.example");
  const { eventId } = await orderEvent({ type: "order.accepted", by: "staff" });
  const delivery = (await plannedOne(eventId, "webhook"))!;
  await db().destination.update({ where: { id: destination }, data: { disabledAt: new Date() } });
  return delivery;
}

const aMail = async () => plannedOne((await orderEvent()).eventId, "email");

describe("claiming", () => {
  test("of twenty workers one gets the delivery, with one attempt opened", async () => {
    const { id } = await anExport();
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimDelivery(id)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await readDelivery(id)).toMatchObject({
      state: "sending",
      attempts: 1,
      tries: [{ number: 1, endedAt: null }],
    });
  });

  test("one that is not due stays, and is woken when it is", async () => {
    const { id } = await aMail();
    const later = new Date(Date.now() + 3_600_000);
    await db().delivery.update({ where: { id }, data: { nextAttemptAt: later } });
    expect(await claimDelivery(id)).toBeNull();
    const jobs = await jobsFor("delivery.email", id);
    expect(jobs.map(({ startAfter }) => startAfter)).toContainEqual(later);
  });

  test("one that is settled, or gone, is nobody's work", async () => {
    const { id } = await anExport();
    await recordAttempt((await claimDelivery(id))!, delivered);
    expect(await claimDelivery(id)).toBeNull();
    expect(await claimDelivery("dlv_gone")).toBeNull();
  });
});

describe("recording", () => {
  test("a failure is kept with its words, and the next try is set with its wake-up", async () => {
    const { id } = await aMail();
    expect(await recordAttempt((await claimDelivery(id))!, failed)).toBe("waiting");
    const row = await readDelivery(id);
    expect(row).toMatchObject({ attempts: 1, lastError: "500: out of flour", leaseToken: null, settledAt: null });
    expect(row.tries).toMatchObject([{ outcome: "failed", status: 500, detail: "500: out of flour" }]);
    expect(row.nextAttemptAt!.getTime()).toBeGreaterThan(row.tries[0]!.endedAt!.getTime() + 4_000);
    const jobs = await jobsFor("delivery.email", id);
    expect(jobs.map(({ startAfter }) => startAfter)).toContainEqual(row.nextAttemptAt);
  });

  test("every attempt stays, the success too", async () => {
    const { id } = await anExport();
    await recordAttempt((await claimDelivery(id))!, failed);
    await makeDue(id);
    await recordAttempt((await claimDelivery(id))!, delivered);
    const row = await readDelivery(id);
    expect(row).toMatchObject({ state: "delivered", lastError: "", nextAttemptAt: null });
    expect(row.settledAt).not.toBeNull();
    expect(row.tries.map(({ outcome }) => outcome)).toEqual(["failed", "delivered"]);
  });

  test("an answer that comes after the lease was lost changes only its own attempt", async () => {
    const { id } = await anExport();
    const slow = (await claimDelivery(id))!;
    await endLease(id);
    await sweepLost();
    const second = (await claimDelivery(id))!;
    expect(await recordAttempt(slow, failed)).toBeNull();
    expect(await readDelivery(id)).toMatchObject({
      state: "sending",
      leaseToken: second.leaseToken,
      lastError: expect.not.stringContaining("flour"),
    });
    expect(await recordAttempt(second, delivered)).toBe("delivered");
  });

  test("recording twice is recording once", async () => {
    const { id } = await anExport();
    const claimed = (await claimDelivery(id))!;
    expect(await recordAttempt(claimed, delivered)).toBe("delivered");
    expect(await recordAttempt(claimed, delivered)).toBeNull();
    expect((await readDelivery(id)).tries).toHaveLength(1);
  });

  test("handed back, it may be taken at once", async () => {
    const { id } = await anExport();
    await releaseDelivery((await claimDelivery(id))!, "stopped");
    expect(await claimDelivery(id)).toMatchObject({ id, attempt: 2 });
  });
});

test("an unknown text that was to be looked up is unknown still when it is handed back: nobody sends it blindly", async () => {
  const { eventId } = await orderEvent({ order: { notify: { email: false, text: true } } });
  const { id } = await plannedOne(eventId, "text");
  await recordAttempt((await claimDelivery(id))!, { outcome: "unknown", detail: "500" });
  await makeDue(id);
  const claimed = (await claimDelivery(id))!;
  expect(claimed.task).toBe("resolve");
  expect(await releaseDelivery(claimed, "stopped")).toBe("unknown");
  await makeDue(id);
  expect(await claimDelivery(id)).toMatchObject({ task: "resolve" });
});

describe("a move that was taken back", () => {
  const ready = async () => {
    const { eventId } = await orderEvent({ type: "order.ready", by: "staff", at: new Date(Date.now() - 20_000) });
    return { eventId, mail: await plannedOne(eventId, "email") };
  };

  test("withdraws what the customer would have heard, before any attempt", async () => {
    const { eventId, mail } = await ready();
    await db().event.update({ where: { id: eventId }, data: { undoneAt: new Date() } });
    expect(await claimDelivery(mail.id)).toBeNull();
    expect(await readDelivery(mail.id)).toMatchObject({
      state: "withdrawn",
      attempts: 0,
      tries: [],
      nextAttemptAt: null,
    });
  });

  test("an undo that is about to commit is waited for", async () => {
    const { eventId, mail } = await ready();
    const [undo] = await openConnections(1);
    await undo!.query("BEGIN");
    await undo!.query("UPDATE events SET undone_at = holdfast_now() WHERE id = $1", [eventId]);
    const claim = claimDelivery(mail.id);
    await undo!.query("COMMIT");
    expect(await claim).toBeNull();
    expect(await readDelivery(mail.id)).toMatchObject({ state: "withdrawn" });
  });

  test("is exported all the same: destinations heard of the move", async () => {
    const delivery = await anExport();
    await db().event.update({ where: { id: delivery.eventId }, data: { undoneAt: new Date() } });
    expect(await claimDelivery(delivery.id)).toMatchObject({ task: "send" });
  });
});

describe("given up", () => {
  test("the shop is told by mail when an export is dead, once a day for a destination", async () => {
    await db().shop.upsert({
      where: { id: "shop_1" },
      create: { name: "Fernhill", email: "shop@fernhill.example" },
      update: {},
    });
    const destination = await addDestination("https://kitchen.example");
    const dead = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const { id } = await plannedOne((await orderEvent({ type: "order.accepted" })).eventId, "webhook");
      await recordAttempt((await claimDelivery(id))!, { outcome: "refused", detail: "400: never" });
      dead.push(await readDelivery(id));
    }
    await db().destination.update({ where: { id: destination }, data: { disabledAt: new Date() } });
    expect(dead.map(({ state }) => state)).toEqual(["dead", "dead"]);
    const notices = await db().delivery.findMany({ where: { place: { startsWith: "trouble:" } } });
    expect(notices).toMatchObject([
      { place: `trouble:${dead[0]!.id}`, channel: "email", address: "shop@fernhill.example" },
    ]);
    expect(notices[0]!.body).toContain("400: never");
    expect(await jobsFor("delivery.email", notices[0]!.id)).toHaveLength(1);
  });

  test("a dead mail to a customer is told to the shop, a dead mail to the shop to nobody", async () => {
    await db().shop.upsert({
      where: { id: "shop_1" },
      create: { name: "Fernhill", email: "shop@fernhill.example" },
      update: {},
    });
    const { eventId } = await orderEvent();
    const mails = await db().delivery.findMany({ where: { eventId: (await plannedOne(eventId, "email")).eventId } });
    for (const { id } of mails)
      await recordAttempt((await claimDelivery(id))!, { outcome: "refused", detail: "550 no such user" });
    const [notice, ...more] = await db().delivery.findMany({ where: { eventId, place: { startsWith: "trouble:" } } });
    expect(more).toEqual([]);
    await recordAttempt((await claimDelivery(notice!.id))!, { outcome: "refused", detail: "550" });
    expect(await db().delivery.count({ where: { eventId } })).toBe(3);
  });
});

describe("the sweep", () => {
  test("an export whose worker died is tried again, a mail whose worker died is unknown", async () => {
    const [mail, exported] = [await aMail(), await anExport()];
    for (const { id } of [mail, exported]) {
      await claimDelivery(id);
      await endLease(id);
    }
    expect((await sweepLost()).leases).toBe(2);
    expect(await readDelivery(exported.id)).toMatchObject({ state: "waiting", tries: [{ outcome: "unknown" }] });
    expect(await readDelivery(mail.id)).toMatchObject({
      state: "unknown",
      nextAttemptAt: null,
      tries: [{ outcome: "unknown" }],
    });
  });

  test("a lease that still runs is left alone", async () => {
    const { id } = await anExport();
    await claimDelivery(id);
    await sweepLost();
    expect((await readDelivery(id)).state).toBe("sending");
  });

  test("a delivery and an event whose jobs were lost get new ones, once", async () => {
    const { id } = await aMail();
    await db().delivery.update({ where: { id }, data: { nextAttemptAt: new Date(Date.now() - 60_000) } });
    const { eventId } = await orderEvent({ at: new Date(Date.now() - 60_000) });
    await db().$executeRaw`DELETE FROM pgboss.job WHERE ${id} = data->>'deliveryId' OR ${eventId} = data->>'eventId'`;
    await sweepLost();
    await sweepLost();
    expect(await jobsFor("delivery.email", id)).toHaveLength(1);
    expect(await jobsFor("event.dispatch", eventId)).toHaveLength(1);
  });
});
