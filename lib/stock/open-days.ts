import { db } from "@/lib/db/client";
import { listHours } from "@/lib/settings/queries";
import { addDays, type Day, fromDate, toDate, weekdayOf } from "@/lib/time";

/**
 * The days from `from` to `to` on which the shop is open, each with the minute at which it closes: by the week, by days that have times of their own, also
 * where their weekday is closed, and without the closed days.
 */
export async function listOpenDays(from: Day, to: Day): Promise<Map<Day, number>> {
  const day = { gte: toDate(from), lte: toDate(to) };
  const [hours, special, closed] = await Promise.all([
    listHours(),
    db().pickupException.findMany({ where: { day }, select: { day: true, closesMinute: true } }),
    db().closedDay.findMany({ where: { day }, select: { day: true } }),
  ]);
  const own = new Map(special.map((row) => [fromDate(row.day), row.closesMinute]));
  const closedDays = new Set(closed.map((row) => fromDate(row.day)));
  const open = new Map<Day, number>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const closes = own.get(day) ?? hours.find((row) => row.weekday === weekdayOf(day))?.closesMinute;
    if (closes !== undefined && !closedDays.has(day)) open.set(day, closes);
  }
  return open;
}
