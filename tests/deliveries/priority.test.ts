import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askToBeTold } from "@/lib/catalog/ask-to-be-told";
import { openDrops } from "@/lib/catalog/open-drops";
import { databaseUrl, db } from "@/lib/db/client";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { recordAttempt } from "@/lib/deliveries/record-attempt";
import { sweepLost } from "@/lib/deliveries/sweep-lost";
import { askCode } from "@/lib/people/ask-code";
import { sendingBoss } from "@/lib/queue/boss";
import type { JobName } from "@/lib/queue/catalogue";
import { dropIn, shelf } from "@/tests/catalog/drops";
import { useDatabase } from "@/tests/support/database";
import { buy, customer, fillCart, openShop, stock } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

/** The queue as a worker takes jobs from it. */
let boss: ReturnType<typeof sendingBoss>;
beforeAll(async () => {
  boss = sendingBoss(databaseUrl());
  await boss.start();
});
afterAll(() => boss.stop({ graceful: false }));
beforeEach(() => db().$executeRaw`DELETE FROM pgboss.job`);

/** All that is due, one after another, as a worker's loop takes it. */
async function takeAll(name: JobName): Promise<Record<string, string>[]> {
  const taken: Record<string, string>[] = [];
  for (;;) {
    const [job] = await boss.fetch<Record<string, string>>(name, { batchSize: 1 });
    if (!job) return taken;
    taken.push(job.data);
  }
}

const typesOf = async (jobs: Record<string, string>[]) =>
  Promise.all(jobs.map(async ({ eventId }) => (await db().event.findUniqueOrThrow({ where: { id: eventId! } })).type));

/** The mail's jobs as a worker would take them now, each by the event that it tells of. */
async function mailsInTurn(): Promise<string[]> {
  const jobs = await takeAll("delivery.email");
  const found = await db().delivery.findMany({
    where: { id: { in: jobs.map(({ deliveryId }) => deliveryId!) } },
    select: { id: true, eventId: true },
  });
  const eventOf = new Map(found.map(({ id, eventId }) => [id, eventId]));
  return typesOf(jobs.map(({ deliveryId }) => ({ eventId: eventOf.get(deliveryId!)! })));
}

/** 250 people who are to be told of a drop; then an order; and, last of all, a code that somebody waits for. */
async function rush(): Promise<void> {
  const { slug, id } = await dropIn([await shelf()], 60_000);
  for (let at = 0; at < 250; at += 1) await askToBeTold({ drop: slug, email: `person-${at}@example.org` });
  await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() - 1_000) } });
  await openDrops();
  await buy(await stock(1));
  await askCode(customer, { cartId: await fillCart([]), email: "ada@example.org", phone: "" });
}

test("a code is planned and sent before an order's mail, and both before a drop's hundreds of letters, also when it is tried again", async () => {
  await rush();
  const events = await takeAll("event.dispatch");
  expect(await typesOf(events)).toEqual(["customer.code_asked", "order.placed", "drop.near", "drop.near", "drop.near"]);
  // Planned the other way round, as if the code had come when all the letters were made.
  for (const { eventId } of events.toReversed()) await planDeliveries(eventId!);
  const mails = await mailsInTurn();
  expect(mails.slice(0, 3)).toEqual(["customer.code_asked", "order.placed", "order.placed"]);
  expect(mails.slice(3)).toEqual(Array(250).fill("drop.near"));
});

test("a code that failed once, and one whose job was lost, keep their turn", async () => {
  await rush();
  for (const { eventId } of await takeAll("event.dispatch")) await planDeliveries(eventId!);
  await db().$executeRaw`DELETE FROM pgboss.job`;
  await db()
    .$executeRaw`UPDATE deliveries SET next_attempt_at = next_attempt_at - interval '1 minute' WHERE state = 'waiting'`;
  await sweepLost();
  expect((await mailsInTurn())[0]).toBe("customer.code_asked");

  const { id } = await db().delivery.findFirstOrThrow({
    where: { address: "ada@example.org", state: "waiting" },
    orderBy: { createdAt: "desc" },
  });
  const claimed = await claimDelivery(id);
  await recordAttempt(claimed!, { outcome: "failed", detail: "421 later" });
  const [again] = await db().$queryRaw<{ priority: number }[]>`
    SELECT priority FROM pgboss.job WHERE name = 'delivery.email' AND data->>'deliveryId' = ${id} AND state < 'active'`;
  expect(again).toEqual({ priority: 1 });
});
