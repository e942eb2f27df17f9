import { expect, test } from "vitest";
import { calendarEntry } from "@/lib/pickup/calendar-entry";

const appointment = {
  uid: "ord_1",
  title: "Collect order 217, Fernhill Bakehouse",
  notes: "Green door; past the chapel.\nPay by card, or cash.",
  place: "14 Mill Lane, Fernhill",
  url: "https://shop.example/orders/abc",
  day: "2026-07-04",
  hours: { opensMinute: 480, closesMinute: 780 },
  timezone: "Europe/London",
  at: new Date("2026-07-01T09:00:00.250Z"),
};

test("a pickup is an event from opening to closing, in UTC", () => {
  const lines = calendarEntry(appointment).split("\r\n");
  expect(lines).toContain("DTSTART:20260704T070000Z");
  expect(lines).toContain("DTEND:20260704T120000Z");
  expect(lines).toContain("DTSTAMP:20260701T090000Z");
  expect(lines).toContain("LOCATION:14 Mill Lane\\, Fernhill");
});

test("what would end a line or a value is escaped, and no line is longer than 75 bytes", () => {
  const long = calendarEntry({ ...appointment, notes: `${"🥖 brød; ".repeat(40)}\nEND:VEVENT` });
  expect(long.match(/^END:VEVENT\r$/gm)).toHaveLength(1);
  for (const line of long.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(long.replaceAll("\r\n ", "")).toContain("🥖 brød\\; ".repeat(40));
});

test("a day without hours is the whole day", () => {
  expect(calendarEntry({ ...appointment, hours: null })).toContain("DTSTART;VALUE=DATE:20260704\r\n");
});
