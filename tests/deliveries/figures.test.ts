import { beforeAll, describe, expect, test } from "vitest";
import { barsWords, latencySays, latencyWords } from "@/components/deliveries/figure-words";
import { db } from "@/lib/db/client";
import { readFigures } from "@/lib/deliveries/figures";
import { barsOf } from "@/lib/deliveries/rules-of-figures";
import { addDestination } from "@/tests/deliveries/fixtures";
import { addRows } from "@/tests/deliveries/rows";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const timezone = "Europe/London";
const now = new Date("2026-06-10T12:30:00Z");
const at = (time: string) => new Date(`2026-06-${time}Z`);

let kitchen: string;
beforeAll(async () => {
  kitchen = await addDestination("https://kitchen.example");
  await addRows(3, { at: at("10T12:05:00"), tookMs: 100 });
  await addRows(1, { at: at("10T12:06:00"), tookMs: 2_000, state: "dead" });
  await addRows(2, { at: at("10T09:10:00"), state: "kept", tookMs: 9_000 });
  await addRows(4, { at: at("08T09:10:00"), channel: "webhook", destinationId: kitchen, tookMs: 300 });
  const [failing] = await addRows(2, {
    at: at("10T11:59:00"),
    channel: "webhook",
    destinationId: kitchen,
    state: "waiting",
  });
  await db().delivery.update({ where: { id: failing! }, data: { lastError: "503" } });
  await addRows(1, { at: at("01T09:00:00"), state: "waiting" });
  await addRows(5, { at: at("03T22:59:00") });
});

describe("the bars", () => {
  test("are the last 24 hours by the hour, the one that is not over among them", async () => {
    const { bars } = await readFigures({ span: "day", timezone, now });
    expect(bars).toHaveLength(24);
    expect(bars.at(-1)).toEqual({ at: at("10T12:00:00"), delivered: 3, underWay: 0, lost: 1, kept: 0 });
    expect(bars.at(-2)).toMatchObject({ underWay: 2 });
    expect(bars.find((bar) => bar.at.getTime() === at("10T09:00:00").getTime())).toMatchObject({ kept: 2 });
    expect(bars.reduce((sum, bar) => sum + bar.delivered, 0)).toBe(3);
  });

  test("or the last 7 days by the shop's days", async () => {
    const { bars } = await readFigures({ span: "week", timezone, now });
    expect(bars.map((bar) => bar.at.toISOString().slice(8, 16))).toEqual([
      ...["03T23:00", "04T23:00", "05T23:00", "06T23:00", "07T23:00", "08T23:00", "09T23:00"],
    ]);
    expect(bars.map(({ delivered }) => delivered)).toEqual([0, 0, 0, 0, 4, 0, 3]);
  });

  test("of one destination are its own", async () => {
    const { bars, waiting } = await readFigures({ span: "week", timezone, destination: kitchen, now });
    expect(bars.map(({ delivered, underWay }) => delivered + underWay)).toEqual([0, 0, 0, 0, 4, 0, 2]);
    expect(waiting).toBe(2);
  });

  test("begin at the hour of a zone that is half an hour off, and at midnight when the clocks change", () => {
    expect(barsOf("day", now, "Asia/Kolkata").at(-1)).toEqual(at("10T12:30:00"));
    const spring = barsOf("week", new Date("2026-03-30T12:00:00Z"), timezone);
    expect(spring[6]!.getTime() - spring[5]!.getTime()).toBe(23 * 3_600_000);
  });
});

test("what waits, what of it failed, and since when the oldest waits", async () => {
  const figures = await readFigures({ span: "day", timezone, now });
  expect(figures).toMatchObject({ waiting: 3, failing: 1, oldestAt: at("01T09:00:01") });
});

test("latency is of tries that reached for the other side, by channel, in the span", async () => {
  const day = await readFigures({ span: "day", timezone, now });
  const email = day.latency.find(({ channel }) => channel === "email")!;
  expect(email.tries).toBe(6);
  expect(email.p50).toBeLessThan(email.p95);
  await db().deliveryAttempt.updateMany({
    where: { outcome: "failed", delivery: { state: "kept" } },
    data: { outcome: "kept" },
  });
  const { latency } = await readFigures({ span: "day", timezone, now });
  expect(latency.find(({ channel }) => channel === "email")).toMatchObject({ tries: 4, p50: 100 });
  const week = await readFigures({ span: "week", timezone, now });
  expect(week.latency.find(({ channel }) => channel === "webhook")!.tries).toBe(6);
});

test("all of it is told in words", async () => {
  const figures = await readFigures({ span: "day", timezone, now });
  expect(barsWords(figures)).toBe(
    "Messages made in the last 24 hours: 3 delivered, 2 on their way, 1 did not arrive, 2 kept or withdrawn.",
  );
  expect(barsWords({ ...figures, bars: [] })).toBe("No message was made in the last 24 hours.");
  expect(latencySays([{ channel: "text", tries: 3, p50: 420, p95: 12_400 }])).toBe(
    "Text: half within 0.42 s, 95 in a hundred within 12 s.",
  );
  expect([latencyWords(999), latencyWords(1_940)]).toEqual(["1.00 s", "1.9 s"]);
});
