import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import type { OpenDays } from "@/lib/pickup/rules-of-hours";

/** When the shop is open, on whatever day, also on one that is over: read in one statement, also as a transaction sees it. */
export async function getOpenDays(client: Tx | ReturnType<typeof db> = db()): Promise<Required<OpenDays>> {
  const [days] = await client.$queryRaw<Required<OpenDays>[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'weekday', weekday, 'opensMinute', opens_minute, 'closesMinute', closes_minute,
              'orderDaysBefore', order_days_before, 'orderByMinute', order_by_minute)), '[]') FROM opening_hours) AS hours,
           (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'day', to_char(day, 'YYYY-MM-DD'), 'opensMinute', opens_minute, 'closesMinute', closes_minute,
              'orderDaysBefore', order_days_before, 'orderByMinute', order_by_minute)), '[]') FROM pickup_exceptions) AS special,
           (SELECT coalesce(jsonb_agg(to_char(day, 'YYYY-MM-DD')), '[]') FROM closed_days) AS closed`;
  return days!;
}
