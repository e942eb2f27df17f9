import { expect, test } from "vitest";
import { calendarEntry, takesOut, withoutAddress } from "@/lib/pickup/calendar-entry";

const appointment = {
  uid: "ord_1",
  sequence: 1,
  cancelled: false,
  organizer: { name: 'Fernhill "Bakehouse"', uri: "mailto:shop@fernhill.example" },
  title: "Collect order 217, Fernhill Bakehouse",
  notes: "Green door; past the chapel.\nPay by card, or cash.",
  place: "14 Mill Lane, Fernhill",
  url: "https://shop.example/orders/abc",
  day: "2026-07-04",
  hours: { opensMinute: 480, closesMinute: 780 },
  time: null,
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

test("a change has a higher sequence under the same id; a cancelled pickup is taken out", () => {
  const published = calendarEntry({ ...appointment, sequence: 3 });
  for (const line of ["METHOD:PUBLISH", "UID:ord_1", "SEQUENCE:3", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT"])
    expect(published.split("\r\n")).toContain(line);
  const cancelled = calendarEntry({ ...appointment, sequence: 4, cancelled: true });
  for (const line of ["METHOD:CANCEL", "UID:ord_1", "SEQUENCE:4", "STATUS:CANCELLED"])
    expect(cancelled.split("\r\n")).toContain(line);
  expect([takesOut(published), takesOut(cancelled)]).toEqual([false, true]);
  expect(published).toContain(`ORGANIZER;CN="Fernhill 'Bakehouse'":mailto:shop@fernhill.example\r\n`);
});

test("what staff open leads to nobody's order page, however its lines were folded", () => {
  const url = `https://${"long.".repeat(20)}example/orders/${"a".repeat(22)}`;
  const shown = withoutAddress(calendarEntry({ ...appointment, url, notes: "🥖 brød ".repeat(30) }));
  expect(shown.replaceAll("\r\n ", "")).not.toContain("/orders/");
  expect(shown.replaceAll("\r\n ", "")).toContain("🥖 brød ".repeat(30));
  for (const line of shown.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(withoutAddress("")).toBe("");
});

test.each([
  ["2027-03-27", "20270327T080000Z"],
  ["2027-03-28", "20270328T070000Z"],
  ["2027-10-30", "20271030T070000Z"],
  ["2027-10-31", "20271031T080000Z"],
])("at eight on %s by the shop's clock is %s", (day, instant) => {
  expect(calendarEntry({ ...appointment, day })).toContain(`DTSTART:${instant}\r\n`);
});

test("a time that was chosen is that time, whatever the day's hours are", () => {
  const time = { startsAt: "2026-10-25T00:30:00.000Z", endsAt: "2026-10-25T02:30:00.000Z" };
  expect(calendarEntry({ ...appointment, time })).toContain("DTSTART:20261025T003000Z\r\nDTEND:20261025T023000Z");
});
