import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { getCalendar } from "@/lib/pickup/queries";
import { pickupDayAt } from "@/lib/pickup/rules";
import { getShop } from "@/lib/settings/queries";
import { type Day, dayOf } from "@/lib/time";
import { endOver, endShut, endUnconfirmed } from "@/lib/waiting/end-lists";
import { noteShut } from "@/lib/waiting/note-shut";
import { archivedMinutes, confirmHours, shutMinutes } from "@/lib/waiting/rules";

type Live = {
  levelId: string;
  day: Day | null;
  stale: boolean;
  archived: boolean;
  /** Whether anybody is in it who has no offer. */
  waits: boolean;
  /** Known to be of a closed day: whether any place is, whether all are, and whether that is so for long enough. */
  anyShut: boolean;
  allShut: boolean;
  longShut: boolean;
};

/**
 * Ends the places that can come to nothing any more: those for a day whose last moment to order has passed or for what was archived, those for a
 * day that was closed and stayed so for two minutes, and those that nobody confirmed within a day. Who was in line is told, once. Offers run to their
 * own end first, but on a closed day. Returns how many places it ended.
 */
export async function closeLists(now = new Date()): Promise<number> {
  const { timezone } = await getShop();
  const calendar = await getCalendar(timezone);
  const today = dayOf(now, timezone);
  const standing = (day: Day | null) => {
    if (day === null) return null;
    return day < today ? "too_late" : pickupDayAt(calendar, day, now).because;
  };
  let ended = 0;
  for (const list of await listLive()) ended += await closeOne(list, standing(list.day));
  return ended;
}

async function closeOne(list: Live, standing: ReturnType<typeof pickupDayAt>["because"]): Promise<number> {
  const { levelId, day, archived, waits, stale, anyShut, allShut, longShut } = list;
  const closed = standing === "closed";
  if (archived || standing === "too_late") return waits ? endOver(levelId) : 0;
  if (closed && day && longShut) return endShut(levelId, day);
  if (closed ? !allShut : anyShut) await noteShut(levelId, closed);
  return stale ? inTransaction((tx) => endUnconfirmed(tx, levelId)) : 0;
}

function listLive(): Promise<Live[]> {
  return db().$queryRaw<Live[]>`
    SELECT p.level_id AS "levelId", to_char(p.day, 'YYYY-MM-DD') AS day,
           bool_or(p.state = 'unconfirmed' AND p.asked_at < holdfast_now() - make_interval(hours => ${confirmHours})) AS stale,
           coalesce(bool_or(least(v.archived_at, i.archived_at) < holdfast_now() - make_interval(mins => ${archivedMinutes})), false) AS archived,
           bool_or(p.state <> 'offered') AS waits, bool_or(p.shut_at IS NOT NULL) AS "anyShut", bool_and(p.shut_at IS NOT NULL) AS "allShut",
           coalesce(bool_or(p.shut_at <= holdfast_now() - make_interval(mins => ${shutMinutes})), false) AS "longShut"
      FROM waiting_places p JOIN variants v ON v.id = p.variant_id JOIN items i ON i.id = v.item_id
     WHERE p.state IN ('unconfirmed', 'waiting', 'offered') GROUP BY p.level_id, p.day ORDER BY p.level_id`;
}
