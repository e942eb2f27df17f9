import { db } from "@/lib/db/client";
import type { WeekdayTimes } from "@/lib/pickup/queries-of-times";
import type { Window } from "@/lib/pickup/rules-of-slots";
import { saveTimes } from "@/lib/pickup/save-times";
import type { Day } from "@/lib/time";
import { toDate } from "@/lib/time";
import { owner, tomorrow } from "@/tests/support/shop";

/** A window of two hours that begins at an hour. */
export function window(hour: number, capacity: number): Window {
  return { startsMinute: hour * 60, endsMinute: hour * 60 + 120, capacity };
}

/** The same times on every weekday. */
export async function openTimes(
  windows: readonly Window[],
  { leadMinutes = 0, dayCapacity = null as number | null } = {},
): Promise<void> {
  const week: WeekdayTimes[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, windows, leadMinutes, dayCapacity }));
  const { version } = await db().shop.findFirstOrThrow({ select: { version: true } });
  const staying = await db().order.findMany({ select: { id: true } });
  await saveTimes(owner, { version, week, staying: staying.map(({ id }) => id) });
}

/** The slots of a day, earliest first. */
export function slotsOn(day: Day = tomorrow) {
  return db().pickupSlot.findMany({ where: { day: toDate(day) }, orderBy: { startsAt: "asc" } });
}

/** What each slot of a day has taken, earliest first. */
export async function takenOn(day: Day = tomorrow): Promise<number[]> {
  return (await slotsOn(day)).map((slot) => slot.taken);
}
