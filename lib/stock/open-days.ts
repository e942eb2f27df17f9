import { getOpenDays } from "@/lib/pickup/queries-of-hours";
import { hoursOn, type OpenHours } from "@/lib/pickup/rules-of-hours";
import { addDays, type Day } from "@/lib/time";

/**
 * The days from `from` to `to` on which the shop is open, each with the minute at which it closes: by the week, by days that have times of their own, also
 * where their weekday is closed, and without the closed days.
 */
export async function listOpenDays(from: Day, to: Day): Promise<Map<Day, number>> {
  const days = await getOpenDays();
  const open = new Map<Day, number>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const hours = hoursOn<OpenHours>(days, day);
    if (hours) open.set(day, hours.closesMinute);
  }
  return open;
}
