import { expect, test } from "vitest";
import { holdTime, mostHeld } from "@/lib/checkout/rules-of-holds";

const start = new Date("2026-11-28T09:00:00Z");
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

test("a cart that begins to hold holds for the shop's minutes", () => {
  expect(holdTime(start, null, 10)).toEqual({ heldSince: start, endsAt: after(10) });
});

test("asked again it holds longer, never beyond twice the time", () => {
  expect(holdTime(after(4), start, 10)).toEqual({ heldSince: start, endsAt: after(14) });
  expect(holdTime(after(13), start, 10)).toEqual({ heldSince: start, endsAt: after(20) });
  expect(holdTime(after(19), start, 10)).toEqual({ heldSince: start, endsAt: after(20) });
});

test("then it holds nothing for as long again, however it asks, and may begin anew after that", () => {
  expect(holdTime(after(20), start, 10)).toBeNull();
  expect(holdTime(after(29.9), start, 10)).toBeNull();
  expect(holdTime(after(30), start, 10)).toEqual({ heldSince: after(30), endsAt: after(40) });
});

test("a shop that keeps nothing keeps nothing", () => {
  expect(holdTime(start, null, 0)).toBeNull();
});

test.each([
  { onHand: 1, committed: 0, most: 4 },
  { onHand: 12, committed: 0, most: 6 },
  { onHand: 40, committed: 11, most: 15 },
  { onHand: 3, committed: 3, most: 4 },
])("of $onHand on hand, $committed of them promised, one address holds at most $most", ({ most, ...level }) => {
  expect(mostHeld(level)).toBe(most);
});
