import type { SpecialDay } from "@/lib/pickup/rules";
import { hoursOn } from "@/lib/pickup/rules-of-hours";
import type { Hours, Shop } from "@/lib/settings/queries";
import { addDays, type Day, dayOf, instantAt } from "@/lib/time";

/** How long after its moment a reminder may still go, if no worker ran: nobody is woken at night for it. */
export const lateMinutes = 120;

type Choice = Pick<Shop, "remindPickup" | "remindPickupHours" | "remindPickupMinute" | "timezone">;

/** The weekdays on which the shop opens, the single days that differ, and those on which it is closed. */
export type OpenDays = {
  hours: readonly Pick<Hours, "weekday" | "opensMinute">[];
  special?: readonly Pick<SpecialDay, "day" | "opensMinute">[];
  closed?: readonly Day[];
};

/**
 * The moment to remind of a pickup on a day, by the shop's clock: in the evening before, or so many hours before the order's time begins, and
 * before the shop opens if it has none. Null if the shop reminds of none, or is closed that day.
 */
export function reminderMoment(shop: Choice, open: OpenDays, day: Day, timeBegins: Date | null = null): Date | null {
  const opens = opensAt(shop, open, day);
  if (!opens || shop.remindPickup === "never") return null;
  if (shop.remindPickup === "evening") return instantAt(addDays(day, -1), shop.remindPickupMinute, shop.timezone);
  return hoursBefore(timeBegins ?? opens, shop.remindPickupHours);
}

export type DueDay = { day: Day; moment: Date };

/** The pickup days whose moment has come and is not long gone: neither of a day that is closed, nor after its door has opened. */
export function dueDays(shop: Choice, open: OpenDays, now: Date): DueDay[] {
  return daysInReach(shop, now).flatMap((day) => {
    const moment = reminderMoment(shop, open, day);
    if (!moment) return [];
    const until = Math.min(moment.getTime() + lateMinutes * 60_000, opensAt(shop, open, day)!.getTime());
    return moment <= now && now.getTime() < until ? [{ day, moment }] : [];
  });
}

/** Orders whose time begins after `after`, and not later than `until`, on these days. */
export type DueTimes = { days: Day[]; after: Date; until: Date };

/**
 * The times of which it is the moment to remind now: it has come, is not long gone, and the time has not begun. Null where the shop does not
 * count from them.
 */
export function dueTimes(shop: Choice, open: OpenDays, now: Date): DueTimes | null {
  if (shop.remindPickup !== "hours") return null;
  const days = daysInReach(shop, now).filter((day) => opensAt(shop, open, day));
  const until = hoursBefore(now, -shop.remindPickupHours);
  const late = new Date(until.getTime() - lateMinutes * 60_000);
  return { days, after: late > now ? late : now, until };
}

/** A reminder goes two days ahead at most. */
function daysInReach({ timezone }: Choice, now: Date): Day[] {
  const today = dayOf(now, timezone);
  return [0, 1, 2, 3].map((ahead) => addDays(today, ahead));
}

function hoursBefore(instant: Date, hours: number): Date {
  return new Date(instant.getTime() - hours * 3_600_000);
}

function opensAt({ timezone }: Choice, days: OpenDays, day: Day): Date | null {
  const open = hoursOn<{ opensMinute: number }>(days, day);
  return open && instantAt(day, open.opensMinute, timezone);
}
