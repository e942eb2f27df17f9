import { db } from "@/lib/db/client";
import { announce, inTransaction } from "@/lib/db/transaction";
import { getCalendar } from "@/lib/pickup/queries";
import { pickupDayAt } from "@/lib/pickup/rules";
import { getShop } from "@/lib/settings/queries";
import { lockCurrent } from "@/lib/stock/lock-current";
import { type Day, dayOf } from "@/lib/time";
import { confirmHours } from "@/lib/waiting/rules";

type Live = { levelId: string; day: Day | null; stale: boolean };

/**
 * Ends the places that can come to nothing any more: those for a day whose last moment to order has passed, and those that nobody confirmed within
 * a day. Offers run to their own end first. Returns how many places it ended.
 */
export async function closeLists(now = new Date()): Promise<number> {
  const { timezone } = await getShop();
  const calendar = await getCalendar(timezone);
  const today = dayOf(now, timezone);
  const isOver = (day: Day | null) =>
    day !== null && (day < today || pickupDayAt(calendar, day, now).because === "too_late");
  let ended = 0;
  for (const { levelId, day, stale } of await listLive()) {
    if (isOver(day)) ended += await endAt(levelId, true);
    else if (stale) ended += await endAt(levelId, false);
  }
  return ended;
}

function listLive(): Promise<Live[]> {
  return db().$queryRaw<Live[]>`
    SELECT level_id AS "levelId", to_char(day, 'YYYY-MM-DD') AS day,
           bool_or(state = 'unconfirmed' AND asked_at < holdfast_now() - make_interval(hours => ${confirmHours})) AS stale
      FROM waiting_places WHERE state IN ('unconfirmed', 'waiting') GROUP BY level_id, day ORDER BY level_id`;
}

/** All that wait for a level, or only what nobody confirmed in time. */
function endAt(levelId: string, all: boolean): Promise<number> {
  return inTransaction(async (tx) => {
    await lockCurrent(tx, [levelId]);
    const ended = await tx.$executeRaw`
      UPDATE waiting_places SET state = 'over', ended_at = holdfast_now(), version = version + 1
       WHERE level_id = ${levelId} AND state IN ('unconfirmed', 'waiting')
         AND (${all} OR (state = 'unconfirmed' AND asked_at < holdfast_now() - make_interval(hours => ${confirmHours})))`;
    await tx.$executeRaw`
      UPDATE stock_levels SET version = version + 1, updated_at = holdfast_now(),
             waiting = (SELECT count(*) FROM waiting_places WHERE level_id = ${levelId} AND state = 'waiting')
       WHERE id = ${levelId}`;
    announce(tx, "stock", "waiting");
    return ended;
  });
}
