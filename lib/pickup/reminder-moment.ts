import type { SpecialDay } from "@/lib/pickup/rules";
import type { Hours, Shop } from "@/lib/settings/queries";
import { addDays, type Day, dayOf, instantAt, weekdayOf } from "@/lib/time";

/** How long after its moment a reminder may still go, if no worker ran: nobody is woken at night for it. */
export const lateMinutes = 120;

type Choice = Pick<Shop, "remindPickup" | "remindPickupHours" | "remindPickupMinute" | "timezone">;
/** When the shop opens: by the week, and on single days that have times of their own. */
type Opening = {
  hours: readonly Pick<Hours, "weekday" | "opensMinute">[];
  special?: readonly Pick<SpecialDay, "day" | "opensMinute">[];
};

/** The moment to remind of a pickup on a day, by the shop's clock; null if it reminds of none, or does not open that day. */
export function reminderMoment(shop: Choice, opening: Opening, day: Day): Date | null {
  const opens = opensAt(shop, opening, day);
  if (!opens || shop.remindPickup === "never") return null;
  if (shop.remindPickup === "evening") return instantAt(addDays(day, -1), shop.remindPickupMinute, shop.timezone);
  return new Date(opens.getTime() - shop.remindPickupHours * 3_600_000);
}

export type DueDay = { day: Day; moment: Date };
type Calendar = Opening & { closed: readonly Day[] };

/** The pickup days whose moment has come and is not long gone: neither of a day that is closed, nor after its door has opened. */
export function dueDays(shop: Choice, { closed, ...opening }: Calendar, now: Date): DueDay[] {
  const today = dayOf(now, shop.timezone);
  return [0, 1, 2, 3].flatMap((ahead) => {
    const day = addDays(today, ahead);
    const moment = reminderMoment(shop, opening, day);
    if (!moment || closed.includes(day)) return [];
    const until = Math.min(moment.getTime() + lateMinutes * 60_000, opensAt(shop, opening, day)!.getTime());
    return moment <= now && now.getTime() < until ? [{ day, moment }] : [];
  });
}

function opensAt({ timezone }: Choice, { hours, special = [] }: Opening, day: Day): Date | null {
  const open = special.find((row) => row.day === day) ?? hours.find((row) => row.weekday === weekdayOf(day));
  return open ? instantAt(day, open.opensMinute, timezone) : null;
}
