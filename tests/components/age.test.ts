import { describe, expect, test } from "vitest";
import { ageOf, spanWords } from "@/components/orders/board/age";

const minute = 60_000;

describe("the age of a placed order", () => {
  test.each([
    [0, "just now", false, 0],
    [4 * minute, "4 min", false, 0.4],
    [10 * minute, "10 min", false, 1],
    [11 * minute, "11 min, over 10", true, 1],
    [130 * minute, "2 h 10 min, over 10", true, 1],
  ])("after %i ms of a limit of ten minutes it reads %j", (waited, words, over, share) => {
    expect(ageOf(1_000, 1_000 + waited, 10)).toEqual({ words, over, share });
  });

  test("a clock behind the shop's shows no negative age", () => {
    expect(ageOf(5 * minute, 0, 10)).toEqual({ words: "just now", over: false, share: 0 });
  });

  test("spans grow from minutes to days", () => {
    expect([59, 60, 61, 24 * 60, 72 * 60].map((minutes) => spanWords(minutes * minute))).toEqual([
      "59 min",
      "1 h",
      "1 h 1 min",
      "1 day",
      "3 days",
    ]);
  });
});
