import { describe, expect, test } from "vitest";
import { dayStrip, doorAt, nextOrderable, pickupDayAt, pickupDays } from "@/lib/pickup/rules";
import { addDays, formatDay, formatMinute, instantAt, weekdayOf } from "@/lib/time";

const weekdays = [2, 3, 4, 5].map((weekday) => ({
  weekday,
  opensMinute: 480,
  closesMinute: 780,
  orderDaysBefore: 0,
  orderByMinute: 660,
}));
const saturday = { weekday: 6, opensMinute: 480, closesMinute: 840, orderDaysBefore: 1, orderByMinute: 960 };
const calendar = { hours: [...weekdays, saturday], closed: ["2026-11-26"], timezone: "Europe/London" };
const at = (iso: string) => new Date(iso);

describe("a pickup day", () => {
  test("can be ordered for until its last moment, and not at it", () => {
    expect(pickupDayAt(calendar, "2026-11-28", at("2026-11-27T15:59:59Z"))).toMatchObject({
      orderable: true,
      because: null,
    });
    expect(pickupDayAt(calendar, "2026-11-28", at("2026-11-27T16:00:00Z"))).toMatchObject({
      orderable: false,
      because: "too_late",
    });
  });

  test("is closed on a weekday without hours and on a closed day", () => {
    for (const day of ["2026-11-23", "2026-11-26"]) {
      expect(pickupDayAt(calendar, day, at("2026-11-20T12:00:00Z"))).toMatchObject({
        orderable: false,
        because: "closed",
        orderBy: null,
      });
    }
  });

  test("keeps its last moment in the shop's own time when the clocks change", () => {
    const before = { ...calendar, timezone: "Europe/London" };
    expect(pickupDayAt(before, "2026-03-31", at("2026-03-30T12:00:00Z")).orderBy).toEqual(at("2026-03-31T10:00:00Z"));
    expect(pickupDayAt(before, "2026-11-24", at("2026-11-23T12:00:00Z")).orderBy).toEqual(at("2026-11-24T11:00:00Z"));
  });
});

describe("the days to choose from", () => {
  test("begin today in the shop's zone, whatever the day is elsewhere", () => {
    const auckland = { ...calendar, timezone: "Pacific/Auckland" };
    expect(pickupDays(auckland, at("2026-11-24T12:00:00Z"))[0]?.day).toBe("2026-11-25");
  });

  test("leave closed days in, so that a gap explains itself", () => {
    const strip = dayStrip(pickupDays(calendar, at("2026-11-23T09:00:00Z")));
    expect(strip.map(({ day, because }) => [day.slice(8), because])).toEqual([
      ["23", "closed"],
      ["24", null],
      ["25", null],
      ["26", "closed"],
      ["27", null],
      ["28", null],
    ]);
  });

  test("look further when the next days are all closed", () => {
    const holiday = { ...calendar, closed: Array.from({ length: 10 }, (_, index) => addDays("2026-11-23", index)) };
    const strip = dayStrip(pickupDays(holiday, at("2026-11-23T09:00:00Z")));
    expect(strip[0]).toMatchObject({ day: "2026-12-03", orderable: true });
  });

  test("have no next one in a shop that never opens", () => {
    expect(nextOrderable(pickupDays({ ...calendar, hours: [] }, at("2026-11-23T09:00:00Z")))).toBeNull();
  });
});

test("the door is open between its hours, and otherwise says when next", () => {
  const days = pickupDays(calendar, at("2026-11-24T09:00:00Z"));
  expect(doorAt(days, 540)).toEqual({ open: true, untilMinute: 780 });
  expect(doorAt(days, 400)).toMatchObject({ open: false, next: { day: "2026-11-24" } });
  expect(doorAt(days, 800)).toMatchObject({ open: false, next: { day: "2026-11-25" } });
});

test("days and minutes are said as people say them", () => {
  expect(formatDay("2026-11-28", "en-GB")).toBe("Saturday 28 November");
  expect([480, 720, 795, 960, 1440].map(formatMinute)).toEqual(["8 am", "12 noon", "1.15 pm", "4 pm", "midnight"]);
  expect(weekdayOf("2026-11-29")).toBe(7);
  expect(instantAt("2026-11-24", 1440, "Europe/London")).toEqual(new Date("2026-11-25T00:00:00Z"));
});
