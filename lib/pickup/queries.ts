import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import {
  type Calendar,
  type PickupDay,
  pickupDayAt,
  pickupDays,
  type SlotsLeft,
  type SpecialDay,
} from "@/lib/pickup/rules";
import { listHours } from "@/lib/settings/queries";
import { addDays, type Day, dayOf } from "@/lib/time";

type Client = Tx | ReturnType<typeof db>;

/** The opening hours, the days that differ from them, and what the slots leave, around an instant; also as a transaction sees them. */
export async function getCalendar(timezone: string, now = new Date(), client: Client = db()): Promise<Calendar> {
  const from = addDays(dayOf(now, timezone), -1);
  const [hours, days] = await Promise.all([listHours(client), listUnusualDays(from, now, client)]);
  return {
    ...{ hours, timezone },
    closed: days.filter(({ closed }) => closed).map(({ day }) => day),
    special: days.flatMap(({ day, special }) => (special ? [{ ...special, day }] : [])),
    slots: new Map(
      days.flatMap(({ day, slots }) => (slots ? [[day, { ...slots, chooseUntil: toInstant(slots) }]] : [])),
    ),
  };
}

/** Today and the days after it, with what can be ordered for. */
export async function listPickupDays(timezone: string, now = new Date()): Promise<PickupDay[]> {
  return pickupDays(await getCalendar(timezone, now), now);
}

/** One day as it stands now, also as a transaction sees it; null if it lies outside what can be asked for. */
export async function findPickupDay(timezone: string, day: Day, client: Client = db()): Promise<PickupDay | null> {
  const now = new Date();
  const today = dayOf(now, timezone);
  if (day < today || day > addDays(today, 20)) return null;
  return pickupDayAt(await getCalendar(timezone, now, client), day, now);
}

type UnusualDay = {
  day: Day;
  closed: boolean;
  special: Omit<SpecialDay, "day"> | null;
  slots: (Omit<SlotsLeft, "chooseUntil"> & { chooseUntil: number | null }) | null;
};

function toInstant({ chooseUntil }: { chooseUntil: number | null }): Date | null {
  return chooseUntil === null ? null : new Date(chooseUntil * 1_000);
}

/** The days of which more is to be said than their weekday says, in one statement. */
async function listUnusualDays(from: Day, now: Date, client: Client): Promise<UnusualDay[]> {
  return client.$queryRaw<UnusualDay[]>`
    WITH offered AS (
      SELECT s.day, jsonb_build_object(
               'chooseUntil', extract(epoch FROM max(s.choose_until) FILTER (WHERE s.closed_at IS NULL)),
               'most', coalesce(max(least(s.capacity - s.taken, d.capacity - d.taken)) FILTER (WHERE s.closed_at IS NULL AND s.choose_until > ${now}), 0),
               'inAll', coalesce(least(sum(s.capacity - s.taken) FILTER (WHERE s.closed_at IS NULL AND s.choose_until > ${now}), min(d.capacity - d.taken)), 0)
             ) AS left
        FROM pickup_slots s LEFT JOIN pickup_days d ON d.day = s.day
       WHERE s.day >= ${from}::date AND s.offered GROUP BY s.day
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS day, c.day IS NOT NULL AS closed,
           CASE WHEN e.day IS NOT NULL THEN jsonb_build_object(
             'opensMinute', e.opens_minute, 'closesMinute', e.closes_minute, 'orderDaysBefore', e.order_days_before,
             'orderByMinute', e.order_by_minute) END AS special, o.left AS slots
      FROM (SELECT * FROM closed_days WHERE day >= ${from}::date) c
      FULL JOIN (SELECT * FROM pickup_exceptions WHERE day >= ${from}::date) e USING (day)
      FULL JOIN offered o USING (day)`;
}
