import { expect, test } from "vitest";
import type { Listener, Outbox } from "@/lib/live/channel";
import { gatherMs, tell } from "@/lib/live/telling";

test("few pages hear up to twenty times a second, a thousand no more than seven times", () => {
  expect(gatherMs(1)).toBeGreaterThanOrEqual(50);
  expect(gatherMs(10)).toBeLessThan(60);
  expect(gatherMs(1_000)).toBe(150);
  expect(gatherMs(5_000)).toBe(150);
});

test("whoever orders gets a turn between 25 pages and the next 25, and everyone hears", async () => {
  let told = 0;
  const say = () => {
    told += 1;
  };
  const listener = (): Listener => ({ topics: [], address: "", say, end: () => {} });
  const outbox: Outbox = new Map(Array.from({ length: 110 }, () => [listener(), []]));
  const seen = new Set<number>();
  const look = () => {
    seen.add(told);
    if (told < outbox.size) setImmediate(look);
  };
  const telling = tell(outbox);
  look();
  await telling;
  expect([...seen]).toEqual([25, 50, 75, 100]);
  expect(told).toBe(110);
});
