import { db } from "@/lib/db/client";
import { listHours } from "@/lib/settings/queries";
import { addDays, type Day, fromDate, toDate, weekdayOf } from "@/lib/time";

/** The days from `from` to `to` on which the shop is open, each with the minute at which it closes. */
export async function listOpenDays(from: Day, to: Day): Promise<Map<Day, number>> {
  const [hours, closed] = await Promise.all([
    listHours(),
    db().closedDay.findMany({ where: { day: { gte: toDate(from), lte: toDate(to) } }, select: { day: true } }),
  ]);
  const closedDays = new Set(closed.map((row) => fromDate(row.day)));
  const open = new Map<Day, number>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const closes = hours.find((row) => row.weekday === weekdayOf(day))?.closesMinute;
    if (closes !== undefined && !closedDays.has(day)) open.set(day, closes);
  }
  return open;
}
