import { describe, expect, test } from "vitest";
import { dayTimesInput } from "@/lib/pickup/day-times-input";

const form = {
  day: "2026-12-24",
  "d.0.starts": "08:00",
  "d.0.ends": "10:00",
  "d.0.fits": "12",
  "d.by": "18:00",
  "d.before": "1",
};

function wrongIn(given: Record<string, string>): Record<string, string> {
  const parsed = dayTimesInput.safeParse({ ...form, ...given });
  return Object.fromEntries(parsed.error?.issues.map(({ path, message }) => [path.join("."), message]) ?? []);
}

describe("the form of a single day", () => {
  test("becomes its times in their order, with what holds for the day and the last moment to order", () => {
    const more = { "d.1.starts": "06:00", "d.1.ends": "08:00", "d.1.fits": "4", "d.lead": "60", "d.day": "14" };
    expect(dayTimesInput.parse({ ...form, ...more, opened: "x" })).toEqual({
      day: "2026-12-24",
      opened: "x",
      windows: [
        { startsMinute: 360, endsMinute: 480, capacity: 4 },
        { startsMinute: 480, endsMinute: 600, capacity: 12 },
      ],
      ...{ leadMinutes: 60, dayCapacity: 14, orderDaysBefore: 1, orderByMinute: 1080 },
    });
  });

  test("says of each field what is wrong, at the field", () => {
    expect(wrongIn({ day: "tomorrow" })).toHaveProperty("day");
    expect(wrongIn({ "d.0.starts": "" })).toEqual({ "d.0.starts": "Please give at least one time." });
    expect(wrongIn({ "d.0.ends": "07:00" })).toHaveProperty(["d.0.ends"]);
    expect(wrongIn({ "d.0.fits": "0" })).toHaveProperty(["d.0.fits"]);
    expect(wrongIn({ "d.1.starts": "09:00", "d.1.ends": "11:00", "d.1.fits": "1" })).toEqual({
      "d.0.starts": "Two times of this day overlap.",
    });
    expect(wrongIn({ "d.before": "15" })).toHaveProperty(["d.before"]);
    expect(wrongIn({ "d.by": "" })).toEqual({ "d.by": "Until when can one order?" });
    expect(wrongIn({ "d.before": "0", "d.by": "10:30" })).toEqual({ "d.by": "That is after the last time." });
    expect(wrongIn({ "d.before": "0", "d.by": "10:00" })).toEqual({});
  });
});
