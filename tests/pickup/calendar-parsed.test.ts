import fc from "fast-check";
import { convertIcsCalendar } from "ts-ics";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { type Appointment, calendarEntry, withoutAddress } from "@/lib/pickup/calendar-entry";
import { addDays, instantAt } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, stock, tomorrow } from "@/tests/support/shop";

useDatabase();

type Entry = { sequence: number; starts: Date; ends: Date; place: string };

/** A file's one event, and what it asks to be done with it. */
function parsed(file: string) {
  const { method, events = [] } = convertIcsCalendar(undefined, file);
  expect(events).toHaveLength(1);
  return { method, event: events[0]! };
}

/** A calendar as people keep one: it goes by the id, drops what is older than what it has, and takes out what is cancelled. */
function opened(calendar: Map<string, Entry>, file: string): void {
  const { method, event } = parsed(file);
  const { uid, sequence = -1, location = "" } = event;
  if ((calendar.get(uid)?.sequence ?? -1) > sequence) return;
  const entry = { sequence, starts: event.start.date, ends: event.end!.date, place: location };
  if (method === "CANCEL") calendar.delete(uid);
  else calendar.set(uid, entry);
}

async function fileOf(orderId: string, type: string): Promise<string> {
  const event = await db().event.findFirstOrThrow({ where: { orderId, type }, orderBy: { at: "desc" } });
  await planDeliveries(event.id);
  const where = { eventId: event.id, place: "customer", channel: "email" } as const;
  return (await db().delivery.findFirstOrThrow({ where })).calendar;
}

test("an order's letters make one entry, move it, and take it out; a letter that comes late changes nothing", async () => {
  await openShop();
  await db().shop.updateMany({ data: { tellAccepted: true, address: "14 Mill Lane; Fernhill, N\\A" } });
  const { id: orderId } = await buy(await stock(9, { keeps: true }));
  const calendar = new Map<string, Entry>();
  const placed = await fileOf(orderId, "order.placed");
  opened(calendar, placed);
  await acceptOrder(counter, { orderId });
  opened(calendar, await fileOf(orderId, "order.accepted"));
  const on = (day: string, hour: number) => instantAt(day, hour * 60, "Europe/London");
  const entry = { place: "14 Mill Lane; Fernhill, N\\A" };
  expect([...calendar]).toEqual([
    [orderId, { ...entry, sequence: 2, starts: on(tomorrow, 8), ends: on(tomorrow, 13) }],
  ]);

  const later = addDays(tomorrow, 2);
  await changeOrder(counter, { orderId, revision: 2, day: later });
  opened(calendar, await fileOf(orderId, "order.changed"));
  opened(calendar, placed);
  expect([...calendar]).toEqual([[orderId, { ...entry, sequence: 3, starts: on(later, 8), ends: on(later, 13) }]]);

  await cancelOrder(owner, { orderId, reason: "The oven is out." });
  opened(calendar, await fileOf(orderId, "order.cancelled"));
  expect([...calendar]).toEqual([]);
});

const appointment: Appointment = {
  uid: "ord_1",
  sequence: 1,
  cancelled: false,
  organizer: { name: "Fernhill", uri: "mailto:shop@fernhill.example" },
  title: "",
  notes: "",
  place: "",
  url: "https://shop.example/orders/abc",
  day: "2027-03-28",
  hours: { opensMinute: 480, closesMinute: 1440 },
  time: null,
  timezone: "Europe/London",
  at: new Date("2026-07-01T09:00:00.250Z"),
};

describe("a calendar file, read by another program", () => {
  const words = fc
    .string({ unit: "grapheme", maxLength: 120 })
    .map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, "\n"));

  test("says what was written, whatever it was, also after its address was taken out", () => {
    fc.assert(
      fc.property(words, words, words, (title, notes, place) => {
        const written = calendarEntry({
          ...appointment,
          title,
          notes,
          place,
          organizer: { name: title, uri: "mailto:a@example.org" },
        });
        for (const file of [written, withoutAddress(written)]) {
          const { summary = "", description = "", location = "" } = parsed(file).event;
          expect([summary, description, location]).toEqual([title, notes, place]);
        }
      }),
    );
  });

  test.each([
    ["Europe/London", "2027-03-28T07:00:00.000Z", "2027-03-28T23:00:00.000Z"],
    ["America/New_York", "2027-03-28T12:00:00.000Z", "2027-03-29T04:00:00.000Z"],
    ["Australia/Lord_Howe", "2027-03-27T21:00:00.000Z", "2027-03-28T13:00:00.000Z"],
  ])("is from opening to closing by the clock of %s", (timezone, starts, ends) => {
    const { start, end } = parsed(calendarEntry({ ...appointment, timezone })).event;
    expect([start.date.toISOString(), end!.date.toISOString()]).toEqual([starts, ends]);
  });

  test("without hours is of the day", () => {
    const { start } = parsed(calendarEntry({ ...appointment, hours: null })).event;
    expect([start.type, start.date.toISOString().slice(0, 10)]).toEqual(["DATE", "2027-03-28"]);
  });
});
