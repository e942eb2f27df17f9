import { describe, expect, test } from "vitest";
import {
  dayViews,
  findLines,
  mostOf,
  refusedWords,
  tellOf,
  timeChoices,
  tooMany,
} from "@/components/orders/change/change-view";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { SlotView } from "@/lib/pickup/rules-of-slots";
import { boardOrder } from "@/tests/components/orders";

const order = boardOrder();
const [day, later] = [order.pickupDay, "2026-11-22"];

describe("how many of a variant an order can have", () => {
  test("on its own day what is left and what it holds; on another what is left there", () => {
    const at = (on: string, keeping: string[] = []) =>
      mostOf("var_1", 2, { order, day: on, keeping: new Set(keeping) });
    expect([at(day), at(later), at(later, ["var_1"])]).toEqual([5, 2, 5]);
  });

  test("more than that is said before it is sent", () => {
    expect(tooMany(3, 5, 3)).toBeUndefined();
    expect(tooMany(6, 5, 3)).toBe("Only 2 more left.");
    expect(tooMany(3, 2, 3)).toBe("Only 2 there.");
    expect(tooMany(3, 0, 3)).toBe("None left on this day.");
    expect(tooMany(0, 0, 3)).toBeUndefined();
  });
});

test("each day says what is left of the order's variants; goods that keep are left on all", () => {
  const open = { orderable: true, because: null, opensMinute: 480, closesMinute: 780, orderBy: null };
  const calendar = [
    { ...open, day: "2026-11-20", orderable: false, because: "closed" as const },
    { ...open, day: later, orderable: false, because: "too_late" as const },
  ];
  const levels = [
    { variantId: "var_1", day, available: 4, version: 1 },
    { variantId: "var_2", day: null, available: 9, version: 1 },
  ];
  expect(dayViews(order, calendar, levels, { locale: "en-GB", today: day })).toEqual([
    { day, words: "Today", late: false, left: { var_1: 4, var_2: 9 } },
    { day: later, words: "Sun 22 Nov", late: true, left: { var_2: 9 } },
  ]);
});

test("a refusal is said on the line it is about", () => {
  const refused = (code: string, line: object) => ({
    refusal: { code, detail: { lines: [{ variantId: "var_1", ...line }] } },
  });
  const words = (code: string, line: object) => refusedWords(refused(code, line), "var_1");
  expect(words("out_of_stock", { available: 4, kept: 3 })).toBe("Only 1 more left.");
  expect(words("out_of_stock", { available: 3, kept: 3 })).toBe("No more left.");
  expect(words("out_of_stock", { available: 2 })).toBe("Only 2 left.");
  expect(words("out_of_stock", { available: 0 })).toBe("None left on this day.");
  expect(words("limit_passed", { limit: 4 })).toBe("At most 4 in one order.");
  expect(words("not_on_sale", {})).toBe("No longer on sale.");
  expect(refusedWords(refused("out_of_stock", { available: 2 }), "var_2")).toBeUndefined();
  expect(refusedWords({}, "var_1")).toBeUndefined();
});

test("what can be added is found by any of its words", () => {
  const line = {
    variantId: "v",
    name: "Cinnamon knot",
    variant: "large",
    priceMinor: 1,
    limit: null,
    work: 1,
    available: 1,
    version: 1,
  };
  expect(findLines([line], "knot cin")).toEqual([line]);
  expect(findLines([line], "LARGE")).toEqual([line]);
  expect(findLines([line], "rye")).toEqual([]);
  expect(findLines([line], " ")).toEqual([]);
});

test("how the customer is told is one choice of four", () => {
  const told = (email: boolean, text: boolean) => tellOf({ email, text });
  expect([told(true, true), told(true, false), told(false, true), told(false, false)]).toEqual([
    "both",
    "email",
    "text",
    "none",
  ]);
});

const time = (id: string, hour: number) => ({
  ...{ id, startsAt: `2026-11-21T${hour}:00:00.000Z`, endsAt: `2026-11-21T${hour + 1}:00:00.000Z` },
  ...{ startsMinute: hour * 60, endsMinute: hour * 60 + 60 },
});
const offered = (id: string, hour: number) => ({
  ...{ ...time(id, hour), chooseUntil: "2026-11-21T09:00:00.000Z", capacity: 9, taken: 0 },
  ...{ closed: false, dayRoom: null as number | null, version: 1 },
});

test("what the order takes of its day already does not stand in its way there, but does on another", () => {
  const full = { ...offered("slt_2", 11), dayRoom: 0 };
  const words = (of: OrderSnapshot, slot: SlotView, on: string) =>
    timeChoices(of, [slot], { day: on, locale: "en-GB" }).at(-1)?.words;
  const timed = { ...order, slot: time("slt_1", 10), work: 4 };
  expect(words(timed, full, day)).toBe("11 am to 12 noon, room for 4");
  expect(words(timed, { ...full, taken: 7 }, day)).toBe("11 am to 12 noon, full for this order, room for 2");
  expect(words(timed, full, later)).toBe("11 am to 12 noon, full for this order, room for 0");
  expect(words({ ...timed, slot: null }, full, day)).toBe("11 am to 12 noon, full for this order, room for 0");
});

test("the order's own time is a choice of its day, also where it is no longer offered; on another day none is", () => {
  const timed = { ...order, slot: time("slt_1", 10) };
  const words = (slots: string[], on: string) =>
    timeChoices(
      timed,
      slots.map((id, at) => offered(id, 10 + at)),
      { day: on, locale: "en-GB" },
    );
  expect(words(["slt_1", "slt_2"], day)).toEqual([
    { value: "slt_1", words: "As it is: 10 am to 11 am" },
    { value: "slt_2", words: "11 am to 12 noon, room for 9" },
  ]);
  expect(words([], day)).toEqual([{ value: "slt_1", words: "As it is: 10 am to 11 am, no longer offered" }]);
  expect(words([], later)).toEqual([]);
  expect(words(["slt_3"], later)[0]).toEqual({ value: "", words: "The first with room" });
});
