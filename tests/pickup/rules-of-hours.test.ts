import { expect, test } from "vitest";
import { hoursOn, type OpenHours, whenWords } from "@/lib/pickup/rules-of-hours";

const by = { orderDaysBefore: 0, orderByMinute: 1_080 };
const [saturday, sunday, otherSaturday, closed] = ["2026-11-28", "2026-11-29", "2026-12-05", "2026-12-12"] as const;
const days = {
  hours: [{ weekday: 6, opensMinute: 480, closesMinute: 840, ...by }],
  special: [
    { day: otherSaturday, opensMinute: 600, closesMinute: 720, ...by },
    { day: sunday, opensMinute: 540, closesMinute: 630, ...by },
    { day: closed, opensMinute: 540, closesMinute: 630, ...by },
  ],
  closed: [closed],
};
const slot = { startsMinute: 615, endsMinute: 660 };

test("a day has its own hours, its weekday's otherwise, and none where the shop is closed", () => {
  const minutesOn = (day: string) => hoursOn<OpenHours>(days, day)?.opensMinute ?? null;
  expect([saturday, otherSaturday, sunday, closed, "2026-12-06"].map(minutesOn)).toEqual([480, 600, 540, null, null]);
});

test("an order is told its time, else the hours of that very day, else nothing", () => {
  const told = (pickupDay: string, locale = "en-GB") => whenWords({ pickupDay, slot: null }, days, locale);
  expect([saturday, otherSaturday, sunday].map((day) => told(day))).toEqual([
    "8 am to 2 pm",
    "10 am to 12 noon",
    "9 am to 10.30 am",
  ]);
  expect(told(otherSaturday, "de-DE")).toBe("10:00–12:00");
  expect(told(closed)).toBe("");
  expect(whenWords({ pickupDay: closed, slot }, days, "en-GB")).toBe("10.15 am to 11 am");
});
