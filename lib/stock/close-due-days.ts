import { db } from "@/lib/db/client";
import { getShop } from "@/lib/settings/queries";
import { closeDayByItself } from "@/lib/stock/close-day";
import { getCloseRules } from "@/lib/stock/close-queries";
import { listOpenDays } from "@/lib/stock/open-days";
import { closesAt } from "@/lib/stock/rules-of-close";
import { type Day, dayOf } from "@/lib/time";

/**
 * Closes every day whose time has come, oldest first, so that what is carried over from one day is there when the next closes: also
 * the days at whose close no worker ran. Each day once. Returns the days that this call closed.
 */
export async function closeDueDays(now = new Date()): Promise<Day[]> {
  const { closesByItself, afterMinutes } = await getCloseRules();
  const { timezone } = await getShop();
  const closed: Day[] = [];
  if (!closesByItself) return closed;
  // Looked for anew each time: what is carried over may make a level for a day that had none.
  for (
    let day = await findDue({ now, afterMinutes, timezone });
    day;
    day = await findDue({ now, afterMinutes, timezone })
  ) {
    if (await closeDayByItself(day)) closed.push(day);
  }
  return closed;
}

type Clock = { now: Date; afterMinutes: number; timezone: string };

/** The oldest day that is due and did not close by itself yet; null if there is none. */
async function findDue({ now, afterMinutes, timezone }: Clock): Promise<Day | null> {
  const days = await listNotClosed(dayOf(now, timezone));
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const open = await listOpenDays(first, last);
  return days.find((day) => closesAt({ day, closesMinute: open.get(day), afterMinutes, timezone }) <= now) ?? null;
}

async function listNotClosed(today: Day): Promise<Day[]> {
  const rows = await db().$queryRaw<{ day: Day }[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day FROM (
      SELECT DISTINCT s.day FROM stock_levels s
       WHERE s.day <= ${today}::date AND NOT EXISTS (SELECT 1 FROM day_closings c WHERE c.day = s.day AND c.by_itself)
       ORDER BY s.day LIMIT 40) AS due`;
  return rows.map((row) => row.day);
}
