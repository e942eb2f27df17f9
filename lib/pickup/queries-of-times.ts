import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import type { DayTimes, Window } from "@/lib/pickup/rules-of-slots";
import { type Day, fromDate, toDate } from "@/lib/time";

/** The times of a weekday, Monday 1 to Sunday 7. */
export type WeekdayTimes = DayTimes & { weekday: number };

/** The times of a single day, and the last moment to order for it. */
export type SpecialTimes = DayTimes & { day: Day; orderDaysBefore: number; orderByMinute: number };

type Reader = Pick<Tx, "pickupWeekday" | "pickupException">;

/** The weekdays that have times, Monday first. */
export async function listWeekdayTimes(reader: Reader = db()): Promise<WeekdayTimes[]> {
  const rows = await reader.pickupWeekday.findMany({ orderBy: { weekday: "asc" } });
  return rows.map((row) => ({ ...row, windows: row.windows as Window[] }));
}

/** The single days from `from` on that have times of their own, in order. */
export async function listSpecialTimes(from: Day, reader: Reader = db()): Promise<SpecialTimes[]> {
  const rows = await reader.pickupException.findMany({
    where: { day: { gte: toDate(from) } },
    orderBy: { day: "asc" },
  });
  return rows.map(({ day, windows, leadMinutes, dayCapacity, orderDaysBefore, orderByMinute }) => ({
    ...{ day: fromDate(day), windows: windows as Window[] },
    ...{ leadMinutes, dayCapacity, orderDaysBefore, orderByMinute },
  }));
}
