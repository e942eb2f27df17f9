import { beforeAll, beforeEach, expect, test } from "vitest";
import { hoursOfOrders } from "@/app/(print)/admin/print/asked";
import { GET as calendarFile } from "@/app/(shop)/orders/[token]/calendar.ics/route";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { sendConfirmation } from "@/lib/deliveries/send-confirmation";
import { recordEvent } from "@/lib/history/record-event";
import { orderEvent } from "@/lib/orders/order-event";
import { getOrder } from "@/lib/orders/queries";
import { setDayTimes } from "@/lib/pickup/set-day-times";
import { closeDay } from "@/lib/settings/close-day";
import { reopenDay } from "@/lib/settings/reopen-day";
import { instantAt } from "@/lib/time";
import { addDestination } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, owner, stock, tomorrow } from "@/tests/support/shop";
import { window } from "@/tests/support/times";

process.env.SMTP_URL = "smtp://127.0.0.1:9";
process.env.MAIL_FROM = "orders@test.example";
useDatabase();
beforeAll(async () => {
  await openShop();
  await addDestination("https://kitchen.example/");
});
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE pickup_slots, pickup_exceptions, orders, closed_days CASCADE`;
});

const rest = { leadMinutes: 0, dayCapacity: null, orderDaysBefore: 0, orderByMinute: 1440 };

/** An order for tomorrow that was placed before its day got other hours than every day's, eight to one. */
async function orderedBefore(change: "extra" | "closed") {
  const { snapshot } = await buy(await stock(5));
  expect(snapshot.slot).toBeNull();
  await setDayTimes(owner, { day: tomorrow, windows: [window(15, 4), window(17, 4)], ...rest });
  if (change === "closed") await closeDay(owner, { day: tomorrow, reason: "" });
  return snapshot;
}

/** What customers and destinations are told of an order now, by what happens to it. */
async function toldOf(orderId: string, type: string) {
  const { events: _, ...snapshot } = await getOrder(orderId);
  const eventId = await inTransaction((tx) =>
    recordEvent(tx, { kind: "system", name: "the clock" }, orderEvent({ type, at: new Date(), snapshot })),
  );
  await planDeliveries(eventId);
  const rows = await db().delivery.findMany({ where: { eventId } });
  const of = (channel: string) => rows.find((row) => row.channel === channel && row.place !== "shop");
  return { email: of("email"), webhook: JSON.parse(of("webhook")?.body ?? "null")?.data.order.fulfilment };
}

const utc = (hour: number) => instantAt(tomorrow, hour * 60, "Europe/London").toISOString();
const inFile = (hour: number) => utc(hour).replace(/[-:]|\.\d{3}/g, "");

test("every letter and the webhook state the hours of a day that has its own", async () => {
  const { id } = await orderedBefore("extra");
  for (const type of ["order.placed", "order.ready", "order.cancelled"]) {
    const { email, webhook } = await toldOf(id, type);
    expect(webhook).toMatchObject({ slot_start: utc(15), slot_end: utc(19), slot: null });
    expect(email?.calendar).toContain(`DTSTART:${inFile(15)}\r\nDTEND:${inFile(19)}`);
    if (type !== "order.cancelled") expect(email?.body).toMatch(/TO COLLECT\n.*, 3 pm to 7 pm\n/);
    expect(email?.body).not.toContain("8 am");
  }
  const { id: again } = await sendConfirmation(owner, { orderId: id, email: "other@example.org" });
  expect((await db().delivery.findUniqueOrThrow({ where: { id: again } })).body).toContain("3 pm to 7 pm");
});

test("the calendar file of the order's page and what is printed state them too", async () => {
  const snapshot = await orderedBefore("extra");
  const params = Promise.resolve({ token: snapshot.token });
  const file = await (await calendarFile(new Request("http://localhost/"), { params })).text();
  expect(file).toContain(`DTSTART:${inFile(15)}\r\nDTEND:${inFile(19)}`);
  expect((await hoursOfOrders())(snapshot)).toBe("3 pm to 7 pm");
});

test("of a day that was closed no hours are stated anywhere", async () => {
  const snapshot = await orderedBefore("closed");
  const { email, webhook } = await toldOf(snapshot.id, "order.placed");
  expect(webhook).toMatchObject({ slot_start: null, slot_end: null });
  expect(email?.body).not.toMatch(/\d (am|pm)/);
  expect(email?.calendar).toContain(`DTSTART;VALUE=DATE:${tomorrow.replaceAll("-", "")}`);
  expect((await hoursOfOrders())(snapshot)).toBe("");
  await reopenDay(owner, { day: tomorrow });
  expect((await hoursOfOrders())(snapshot)).toBe("3 pm to 7 pm");
});
