import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import type { Step } from "@/lib/deliveries/steps";
import { anOrder, countUnknown, endLeases, expectNothingLostOrDoubled, untilTheEnd } from "@/tests/faults/in-the-end";
import { channels, openWholeShop } from "@/tests/faults/whole-shop";
import { spawnWorker, startWorker } from "@/tests/faults/worker-process";
import { useDatabase } from "@/tests/support/database";

useDatabase();
// Processes start and die here.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(async () => {
  await db().$executeRaw`DELETE FROM pgboss.job`;
  await db().workerHeartbeat.deleteMany();
});

type Channel = (typeof channels)[number];

const onTheWay = ["claiming", "claimed", "asked", "heard", "recording", "recorded"] as const;
const ofAll = ["composed", "planning", "planned"] as const;
/** Every step of every channel takes minutes. In short: every step, and every channel where most can go wrong. */
const whole = process.env.FAULTS === "all";
const steps = onTheWay.flatMap((step) =>
  channels
    .filter((channel) => whole || step === "heard" || channel === "webhook")
    .filter((channel) => step !== "asked" || channel !== "folder")
    .map((channel) => ({ step, channel })),
);

describe("a worker killed", () => {
  test.each(ofAll)("with an event's messages %s", (step) => killedAt({ FAULT_STEP: step, FAULT_CHANNEL: "any" }));

  test.each(steps)("at a $channel that is $step", ({ step, channel }) =>
    step === "asked" ? killedWhenAsked(channel) : killedAt({ FAULT_STEP: step satisfies Step, FAULT_CHANNEL: channel }),
  );

  test("with a day's file written beside its place", () =>
    killedAt({ FAULT_STEP: "written", FAULT_CHANNEL: "folder" }));
});

async function killedAt(fault: { FAULT_STEP: Step; FAULT_CHANNEL: string }): Promise<void> {
  const shop = await openWholeShop();
  const worker = spawnWorker({ ...shop.settings, ...fault }, ["--import", "./tests/faults/fakes/die-at.ts"]);
  const events = await anOrder();
  expect(await worker.ended).toBeNull();
  await anotherGoesOn(events, shop);
}

/** While the other side has the message and did not answer. */
async function killedWhenAsked(channel: Channel): Promise<void> {
  const shop = await openWholeShop();
  const worker = spawnWorker(shop.settings);
  shop.asked[channel] = () => {
    worker.crash();
    delete shop.asked[channel];
  };
  const events = await anOrder();
  await worker.ended;
  await anotherGoesOn(events, shop);
}

async function anotherGoesOn(events: string[], shop: Awaited<ReturnType<typeof openWholeShop>>): Promise<void> {
  await endLeases();
  await startWorker(shop.settings);
  await untilTheEnd(events);
  await expectNothingLostOrDoubled(events, shop);
  expect(await countUnknown(events)).toBeLessThanOrEqual(1);
}
