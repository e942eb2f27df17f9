import { describe, expect, it } from "vitest";
import { daysIn, presetOf, presetRange, rangeBefore, rangeOf, startsIn, stepOf } from "@/lib/reports/rules";

const today = "2026-11-25"; // a Wednesday

describe("a report's range", () => {
  it.each([
    ["today", "2026-11-25", "2026-11-25"],
    ["yesterday", "2026-11-24", "2026-11-24"],
    ["week", "2026-11-23", "2026-11-25"],
    ["last_week", "2026-11-16", "2026-11-22"],
    ["month", "2026-11-01", "2026-11-25"],
    ["last_month", "2026-10-01", "2026-10-31"],
    ["year", "2025-11-26", "2026-11-25"],
  ] as const)("%s is %s to %s", (preset, from, to) => {
    expect(presetRange(preset, today)).toEqual({ from, to });
    expect(presetOf({ from, to }, today)).toBe(preset);
  });

  it("is this week where the address names none that exists", () => {
    for (const from of ["", "yesterday", "2026-02-30", "2026-1-1", "'; --"])
      expect(rangeOf({ from, to: today }, today)).toEqual(presetRange("week", today));
  });

  it("is put in order, and never longer than ten years", () => {
    expect(rangeOf({ from: "2026-11-20", to: "2026-11-01" }, today)).toEqual({ from: "2026-11-01", to: "2026-11-20" });
    expect(daysIn(rangeOf({ from: "0001-01-01", to: "9998-01-01" }, today))).toBe(3_660);
  });

  it("counts days over a change of clocks", () => {
    expect(daysIn({ from: "2026-03-28", to: "2026-03-30" })).toBe(3);
    expect(daysIn({ from: "2026-10-24", to: "2026-10-26" })).toBe(3);
  });

  it("is compared with the same weekdays before it", () => {
    expect(rangeBefore({ from: "2026-11-23", to: "2026-11-25" })).toEqual({ from: "2026-11-16", to: "2026-11-18" });
    expect(rangeBefore({ from: "2026-11-01", to: "2026-11-25" })).toEqual({ from: "2026-10-04", to: "2026-10-28" });
  });

  it("is cut so that a chart can be read, and as asked where it still can", () => {
    expect(stepOf("", { from: "2026-11-01", to: "2026-11-25" })).toBe("day");
    expect(stepOf("", presetRange("year", today))).toBe("week");
    expect(stepOf("", { from: "2020-01-01", to: today })).toBe("month");
    expect(stepOf("month", presetRange("year", today))).toBe("month");
    expect(stepOf("day", { from: "2020-01-01", to: today })).toBe("month");
    expect(stepOf("hour", { from: "2026-11-01", to: "2026-11-25" })).toBe("day");
  });

  it("has every step in it, without a gap", () => {
    expect(startsIn({ from: "2026-11-11", to: "2026-11-24" }, "week")).toEqual([
      "2026-11-09",
      "2026-11-16",
      "2026-11-23",
    ]);
    expect(startsIn({ from: "2025-12-31", to: "2026-03-01" }, "month")).toEqual([
      "2025-12-01",
      "2026-01-01",
      "2026-02-01",
      "2026-03-01",
    ]);
  });
});
