import { expect, test } from "vitest";
import { newKey } from "@/components/counter/new-key";
import { emptyTill, ring, shownOf, type Till, type TillEvent } from "@/components/counter/till";

const level = (available: number, version: number) => ({ variantId: "rye", available, version });

function after(...events: TillEvent[]): Till {
  return events.reduce(ring, emptyTill);
}

function tapped(key: string, shown = 5): TillEvent {
  return { type: "tapped", key, variantId: "rye", shown };
}

test("a tap shows at once, and the shop's answer stands", () => {
  const till = after(tapped("a"));
  expect(shownOf(till, "rye", level(5, 1))).toBe(4);
  const answered = ring(till, { type: "sold", key: "a", level: level(4, 2), at: 0 });
  expect(shownOf(answered, "rye", level(5, 1))).toBe(4);
});

test("a sale that is heard of before its own answer is not counted twice", () => {
  const till = after(tapped("a"));
  expect(shownOf(till, "rye", level(4, 2))).toBe(4);
});

test("three quick taps count down three, whatever has been answered of them", () => {
  const till = after(tapped("a"), tapped("b", 4), tapped("c", 3));
  expect(shownOf(till, "rye", level(5, 1))).toBe(2);
  const first = ring(till, { type: "sold", key: "a", level: level(4, 2), at: 0 });
  expect(shownOf(first, "rye", level(5, 1))).toBe(2);
});

test("what others sold meanwhile shows with the answer", () => {
  const till = after(tapped("a"), { type: "sold", key: "a", level: level(1, 9), at: 0 });
  expect(shownOf(till, "rye", level(5, 1))).toBe(1);
  expect(shownOf(till, "rye", level(0, 10))).toBe(0);
});

test("a refused tap gives the unit back and says why; the next tap takes the words away", () => {
  const till = after(tapped("a", 1), { type: "refused", key: "a", variantId: "rye", words: "Sold out." });
  expect(shownOf(till, "rye", level(0, 2))).toBe(0);
  expect(till.refused.get("rye")).toBe("Sold out.");
  expect(ring(till, tapped("b")).refused.size).toBe(0);
});

test("a tap without an answer stays until it is sent again", () => {
  const till = after(tapped("a"), { type: "unsure", key: "a" }, { type: "cleared", before: Number.MAX_SAFE_INTEGER });
  expect(till.taps).toMatchObject([{ key: "a", state: "unsure" }]);
  expect(ring(till, { type: "again", key: "a" }).taps).toMatchObject([{ key: "a", state: "sending" }]);
});

test("a sale leaves the strip after its time, and one taken back too", () => {
  const sold = after(tapped("a"), { type: "sold", key: "a", level: level(4, 2), at: 1_000 });
  expect(ring(sold, { type: "cleared", before: 999 }).taps).toHaveLength(1);
  expect(ring(sold, { type: "cleared", before: 1_000 }).taps).toHaveLength(0);
  const undone = ring(ring(sold, { type: "undoing", key: "a" }), { type: "undone", key: "a", level: level(5, 3) });
  expect(shownOf(undone, "rye", level(4, 2))).toBe(5);
});

test("an undo that came too late says so, and the sale stands", () => {
  const sold = after(tapped("a"), { type: "sold", key: "a", level: level(4, 2), at: 1_000 });
  const kept = ring(ring(sold, { type: "undoing", key: "a" }), { type: "kept", key: "a", words: "Too late." });
  expect(kept.taps).toMatchObject([{ state: "sold" }]);
  expect(kept.refused.get("rye")).toBe("Too late.");
});

test("keys are UUIDs, each another", () => {
  const keys = Array.from({ length: 100 }, newKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
