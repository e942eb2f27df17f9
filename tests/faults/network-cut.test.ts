import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { type Cut, cuttableWay, type Moment } from "@/tests/faults/cut-off";
import { anOrder, expectNothingLostOrDoubled, untilTheEnd } from "@/tests/faults/in-the-end";
import { openWholeShop } from "@/tests/faults/whole-shop";
import { startWorker } from "@/tests/faults/worker-process";
import { useDatabase } from "@/tests/support/database";

useDatabase();
// Processes start here, and answers are waited for.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(async () => {
  await db().$executeRaw`DELETE FROM pgboss.job`;
  await db().workerHeartbeat.deleteMany();
});

/** The exchange in which each channel hands its message over. */
const handsOver = {
  webhook: /^POST \/orders/,
  slack: /^POST \/hook/,
  sheet: /^POST \S+:append/,
  email: /\r\n\.\r\n$/,
  text: /^POST \S+\/Messages\.json/,
} as const;

type Channel = keyof typeof handsOver;

/** What is known after a cut: a mail that was on its way is nobody's to know; all else is asked about or sent again. */
const unknown = (channel: Channel, moment: Moment) => channel === "email" && moment !== "connecting";

describe.each(Object.keys(handsOver) as Channel[])("the way of a %s, cut", (channel) => {
  test.each(["connecting", "asked", "answering"] as const)("while %s", async (moment) => {
    const ways: { next: Cut | null; cuts: number }[] = [];
    const shop = await openWholeShop(async (of, port) => {
      if (of !== channel) return port;
      const way = await cuttableWay(port);
      ways.push(way);
      way.next = { moment, asking: handsOver[channel] };
      return way.port;
    });
    await startWorker(shop.settings);
    const events = await anOrder();
    await untilTheEnd(events);
    expect(ways.map(({ cuts }) => cuts)).toEqual([1]);
    await expectNothingLostOrDoubled(events, shop);
    const states = await db().delivery.findMany({
      where: { eventId: { in: events }, channel },
      select: { state: true },
    });
    expect(states.some(({ state }) => state === "unknown")).toBe(unknown(channel, moment));
  });
});
