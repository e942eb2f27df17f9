import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { type Calendar, type PickupDay, pickupDayAt, pickupDays } from "@/lib/pickup/rules";
import { listHours } from "@/lib/settings/queries";
import { addDays, type Day, dayOf, fromDate, toDate } from "@/lib/time";

/** The opening hours and closed days around an instant, also as a transaction sees them. */
export async function getCalendar(timezone: string, client: Tx | ReturnType<typeof db> = db()): Promise<Calendar> {
  const from = toDate(addDays(dayOf(new Date(), timezone), -1));
  const [hours, closed] = await Promise.all([
    listHours(client),
    client.closedDay.findMany({ where: { day: { gte: from } }, select: { day: true } }),
  ]);
  return { hours, closed: closed.map((row) => fromDate(row.day)), timezone };
}

/** Today and the days after it, with what can be ordered for. */
export async function listPickupDays(timezone: string, now = new Date()): Promise<PickupDay[]> {
  return pickupDays(await getCalendar(timezone), now);
}

/** One day as it stands now; null if it lies outside what can be asked for. */
export async function findPickupDay(timezone: string, day: Day, now = new Date()): Promise<PickupDay | null> {
  const today = dayOf(now, timezone);
  if (day < today || day > addDays(today, 20)) return null;
  return pickupDayAt(await getCalendar(timezone), day, now);
}
