"use server";

import { z } from "zod";
import { closeSlot } from "@/lib/pickup/close-slot";
import { dayInput, dayTimesInput } from "@/lib/pickup/day-times-input";
import type { LaidOut } from "@/lib/pickup/lay-out-slots";
import { reopenSlot } from "@/lib/pickup/reopen-slot";
import { setDayTimes } from "@/lib/pickup/set-day-times";
import { staffAction } from "@/lib/web/staff-action";

const input = z.object({ slotId: z.string().regex(/^slt_\w{1,40}$/, "We could not find this time.") });

export const closeTime = staffAction("close a pickup time", input, async (staff, asked) => {
  const { orders } = await closeSlot(staff, asked);
  if (orders === 0) return "The time is closed";
  return orders === 1 ? "Closed. One open order stays in it" : `Closed. ${orders} open orders stay in it`;
});

export const reopenTime = staffAction("open a pickup time again", input, async (staff, asked) => {
  await reopenSlot(staff, asked);
  return "The time is open again";
});

export const setTimesOfDay = staffAction("set the times of a day", dayTimesInput, async (staff, input) =>
  saidOf(await setDayTimes(staff, input), "Saved, and in force at once"),
);

export const followWeekday = staffAction("let a day follow its weekday", dayInput, async (staff, { day }) => {
  const none = { windows: [], leadMinutes: 0, dayCapacity: null, orderDaysBefore: 0, orderByMinute: 0 };
  return saidOf(await setDayTimes(staff, { day, ...none }), "The day is as its weekday again");
});

function saidOf({ above }: LaidOut, words: string): string {
  if (above === 0) return words;
  return `${words}. ${above === 1 ? "One time holds" : `${above} times hold`} more than fits in now: the orders stay`;
}
