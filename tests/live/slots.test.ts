import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { announceNow } from "@/lib/db/announce";
import { db } from "@/lib/db/client";
import type { Hub } from "@/lib/live/hub";
import { readMessages } from "@/lib/live/pictures";
import type { LiveMessage } from "@/lib/live/rules";
import { closeDay } from "@/lib/settings/close-day";
import { reopenDay } from "@/lib/settings/reopen-day";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import { openShop, owner, tomorrow } from "@/tests/support/shop";
import { openTimes, slotsOn, window } from "@/tests/support/times";
import { hubWith, type Reader } from "./listening";

useDatabase();
beforeAll(openShop);

let hub: Hub;
let page: Reader;
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE pickup_slots, pickup_days, pickup_week, closed_days CASCADE`;
  await openTimes([window(9, 20), window(11, 10)]);
  const opened = hubWith({ topics: [`slots:${tomorrow}`], address: "192.0.2.1" });
  hub = opened.hub;
  page = opened.readers[0]!;
  await hear((said) => said.whole);
});
afterEach(() => hub.close());

type Said = Extract<LiveMessage, { event: "slots" }>["data"];

async function hear(fits: (said: Said) => boolean): Promise<Said> {
  const message = await page.until((one) => one.event === "slots" && fits(one.data));
  page.heard.length = 0;
  return message.data as Said;
}

test("an open page hears of a time that staff take away", async () => {
  const [early, late] = await slotsOn();
  await openTimes([window(11, 10)]);
  expect(await hear(({ gone }) => gone !== undefined)).toMatchObject({ whole: false, slots: [], gone: [early!.id] });
  await openTimes([]);
  expect(await hear(({ gone }) => gone !== undefined)).toMatchObject({ slots: [], gone: [late!.id] });
});

test("an open page hears of a time that staff add, and when it is", async () => {
  await openTimes([window(9, 20), window(11, 10), window(14, 7)]);
  const { slots, gone } = await hear(({ slots }) => slots.length > 0);
  expect(slots).toMatchObject([{ startsMinute: 840, endsMinute: 960, room: 7, state: "open" }]);
  expect(gone).toBeUndefined();
});

test("the times of a day that staff close are closed on open pages, and open again with the day", async () => {
  const states = ({ slots }: Said) => slots.map(({ state }) => state);
  await closeDay(owner, { day: tomorrow, reason: "" });
  expect(states(await hear(({ slots }) => slots.length > 0))).toEqual(["closed", "closed"]);
  await reopenDay(owner, { day: tomorrow });
  expect(states(await hear(({ slots }) => slots.length > 0))).toEqual(["open", "open"]);
});

test("whether a time can still be chosen is told by the clock that placing an order goes by", async () => {
  const [early] = await slotsOn();
  onTestFinished(() => setClock(null));
  await setClock(early!.chooseUntil.toISOString());
  const [message] = await readMessages([`slots:${tomorrow}`]);
  expect(message?.data).toMatchObject({ slots: [{ state: "past" }, { state: "open" }] });
});

test("the times of a weekday that the shop no longer opens on are closed on open pages", async () => {
  await db().$executeRaw`DELETE FROM opening_hours`;
  announceNow(["shop"]);
  const { slots } = await hear(({ slots }) => slots.length > 0);
  expect(slots.map(({ state }) => state)).toEqual(["closed", "closed"]);
});
