import { expect, test } from "vitest";
import { customerLetter, letterCalendar } from "@/lib/deliveries/emails/customer-letter";
import { newsWords } from "@/lib/deliveries/own-words";
import { exportBody } from "@/lib/deliveries/payload";
import { newShop } from "@/lib/settings/queries";
import { orderSnapshot } from "@/tests/deliveries/fixtures";

const hours = [{ weekday: 6, opensMinute: 480, closesMinute: 840, orderDaysBefore: 0, orderByMinute: 480 }];
const slot = {
  ...{ id: "slt_1", startsAt: "2026-11-28T09:00:00.000Z", endsAt: "2026-11-28T11:00:00.000Z" },
  ...{ startsMinute: 540, endsMinute: 660 },
};
const timed = orderSnapshot({ slot });
const untimed = orderSnapshot();
const telling = (order: typeof timed) => ({ order, shop: newShop, days: { hours } });
const request = (order: typeof timed) => ({ ...telling(order), changes: [], at: new Date("2026-11-27T12:00:00Z") });

test("a letter says the time that was chosen, and the shop's hours where none was", () => {
  expect(customerLetter("placed", request(timed)).collect).toMatchObject({ hours: "9 am to 11 am" });
  expect(customerLetter("placed", request(timed)).opening).toEqual([
    "Thank you, Maya. We will have it ready for you on Saturday 28 November, 9 am to 11 am.",
  ]);
  expect(customerLetter("placed", request(untimed)).collect).toMatchObject({ hours: "8 am to 2 pm" });
});

test("a text says the time once, also where its words say the hours", () => {
  expect(newsWords("placed", telling(timed))).toContain("Collect Sat 28 Nov, 9 am to 11 am.");
  expect(newsWords("reminder", telling(timed))).toContain("Sat 28 Nov, 9 am to 11 am.");
});

test("a letter's calendar file has the slot's instants", () => {
  expect(letterCalendar(request(timed))).toContain("DTSTART:20261128T090000Z\r\nDTEND:20261128T110000Z");
});

test("an export has the slot's instants and says it in words; without one the day's hours", () => {
  const event = (order: typeof timed) => ({
    id: "evt_1",
    type: "order.placed",
    at: new Date(),
    snapshot: order,
    previous: null,
  });
  const told = (order: typeof timed) =>
    JSON.parse(exportBody(event(order), newShop, { days: { hours } })).data.order.fulfilment;
  expect(told(timed)).toMatchObject({ slot_start: slot.startsAt, slot_end: slot.endsAt, slot: "9 am to 11 am" });
  expect(told(untimed)).toMatchObject({ slot_start: "2026-11-28T08:00:00.000Z", slot: null });
});
