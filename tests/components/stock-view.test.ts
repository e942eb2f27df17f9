import { describe, expect, test } from "vitest";
import { entryWords, signed } from "@/components/stock/ledger-words";
import { gatherQuiet } from "@/components/stock/quiet-days";
import { daysShown, groupRows, matching, openForm, resultOf, standingOf } from "@/components/stock/stock-view";
import type { PickupDay } from "@/lib/pickup/rules";
import type { ClosingRow } from "@/lib/stock/close-queries";
import type { LevelRow } from "@/lib/stock/queries";

function level(change: Partial<LevelRow> = {}): LevelRow {
  return {
    levelId: "lvl_1",
    variantId: "var_1",
    sku: "RYE-600",
    itemName: "Seeded rye",
    variantName: "600 g",
    category: "Bread",
    keeps: false,
    hidden: false,
    draft: false,
    lowAt: 3,
    onHand: 16,
    committed: 14,
    held: 1,
    available: 1,
    waiting: 0,
    version: 4,
    ...change,
  };
}

describe("what will be, before it is saved", () => {
  test("receiving adds to what is there", () => {
    expect(resultOf(level(), "receive", "6")).toEqual({ onHand: 22, available: 7, short: false });
  });

  test("a count replaces it, and is short below what was promised", () => {
    expect(resultOf(level(), "count", "15")).toEqual({ onHand: 15, available: 0, short: false });
    expect(resultOf(level(), "count", "14")).toEqual({ onHand: 14, available: -1, short: true });
  });

  test.each(["", " ", "-1", "1.5", "six", "1234567"])("%j is no number of units", (typed) => {
    expect(resultOf(level(), "receive", typed)).toBeNull();
  });
});

describe("how a level stands", () => {
  test.each([
    [{}, "low"],
    [{ available: 4 }, "fine"],
    [{ available: 0 }, "sold_out"],
    [{ levelId: null, available: 0 }, "none"],
  ] as const)("%o is %s", (change, standing) => {
    expect(standingOf(level(change))).toBe(standing);
  });
});

describe("the rows", () => {
  test("goods that keep stand together; what is hidden is left out unless some is there or it is a draft", () => {
    const rows = [
      level(),
      level({ hidden: true, onHand: 0 }),
      level({ hidden: true }),
      level({ hidden: true, draft: true, onHand: 0 }),
      level({ keeps: true, category: "Pantry" }),
    ];
    expect(groupRows(rows).map((group) => [group.name, group.rows.length])).toEqual([
      ["Bread", 3],
      ["Goods that keep, no day", 1],
    ]);
  });

  test("a search takes every word, in name, variant or SKU", () => {
    expect(matching([level()], "rye 600")).toHaveLength(1);
    expect(matching([level()], "rye-6")).toHaveLength(1);
    expect(matching([level()], "rye scone")).toHaveLength(0);
  });
});

describe("the strip of days", () => {
  const calendar = ["21", "22", "24", "25", "26", "27", "28"].map(
    (day) => ({ day: `2026-11-${day}`, opensMinute: day === "22" ? null : 480 }) as PickupDay,
  );

  test("shows the next open days, and in their order one that is asked for", () => {
    expect(daysShown(calendar, null)).toEqual(["21", "24", "25", "26", "27", "28"].map((day) => `2026-11-${day}`));
    expect(daysShown(calendar, "2026-11-20")[0]).toBe("2026-11-20");
    expect(daysShown(calendar, "2026-11-20")).toHaveLength(6);
  });
});

describe("without JavaScript", () => {
  const nothing = { receive: "", count: "", writeOff: "", answer: null };

  test("the address opens a form, and a refused one opens again as it was typed", () => {
    expect(openForm(nothing)).toBeNull();
    expect(openForm({ ...nothing, receive: "var_1" })).toMatchObject({ variantId: "var_1", kind: "receive" });
    const answer = { about: "var_2", typed: { counted: "3" }, message: "15 are promised" };
    expect(openForm({ ...nothing, receive: "var_1", answer })).toEqual({
      variantId: "var_2",
      kind: "count",
      typed: { counted: "3" },
      refused: "15 are promised",
    });
  });
});

describe("the ledger's words", () => {
  test("say what changed a level, and by how much", () => {
    expect(entryWords({ reason: "received", note: "Second bake", orderNumber: null })).toEqual({
      before: "Received: Second bake",
      after: "",
    });
    expect(entryWords({ reason: "order_placed", note: "", orderNumber: "FB-201" })).toEqual({
      before: "Order",
      after: "placed",
    });
    expect([6, -2, 0].map(signed)).toEqual(["+6", "−2", ""]);
  });
});

describe("past closings", () => {
  const closed = (day: string, quantity: number): ClosingRow => ({
    id: `cls_${day}`,
    day,
    at: new Date(`${day}T15:00:00Z`),
    actor: { kind: "system" },
    byItself: true,
    toDay: null,
    rows: quantity ? [{ variantId: "var_1", sku: "RYE-600", name: "Seeded rye", quantity, became: "write_off" }] : [],
  });

  test("at which nothing was left are drawn together where they stand side by side", () => {
    const closings = [0, 0, 4, 0, 2, 0, 0, 0].map((left, at) => closed(`2026-11-${27 - at}`, left));
    const shown = gatherQuiet(closings).map((one) =>
      "quiet" in one ? one.quiet.map(({ day }) => day) : one.closing.day,
    );
    expect(shown).toEqual([
      ["2026-11-27", "2026-11-26"],
      "2026-11-25",
      ["2026-11-24"],
      "2026-11-23",
      ["2026-11-22", "2026-11-21", "2026-11-20"],
    ]);
  });
});
