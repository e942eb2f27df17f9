import type { SystemActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { getCalendar } from "@/lib/pickup/queries";
import { pickupDayAt } from "@/lib/pickup/rules";
import { getShop } from "@/lib/settings/queries";
import { lockCurrent } from "@/lib/stock/lock-current";
import { tellPlaces } from "@/lib/stock/tell-places";
import { type Day, dayOf } from "@/lib/time";
import { archivedMinutes, confirmHours } from "@/lib/waiting/rules";

const line: SystemActor = { kind: "system", name: "the waiting list" };

/** How many places end in one transaction, each with its letter. */
const atOnce = 100;

type Live = { levelId: string; day: Day | null; stale: boolean; archived: boolean };

/**
 * Ends the places that can come to nothing any more: those for a day whose last moment to order has passed or for what was archived, and those that nobody
 * confirmed within a day. Who was in line is told, once, that none came back. Offers run to their own end first. Returns how many places it ended.
 */
export async function closeLists(now = new Date()): Promise<number> {
  const { timezone } = await getShop();
  const calendar = await getCalendar(timezone);
  const today = dayOf(now, timezone);
  const isOver = (day: Day | null) =>
    day !== null && (day < today || pickupDayAt(calendar, day, now).because === "too_late");
  let ended = 0;
  for (const { levelId, day, stale, archived } of await listLive()) {
    if (archived || isOver(day)) ended += await endAll(levelId);
    else if (stale) ended += await inTransaction((tx) => endUnconfirmed(tx, levelId));
  }
  return ended;
}

function listLive(): Promise<Live[]> {
  return db().$queryRaw<Live[]>`
    SELECT p.level_id AS "levelId", to_char(p.day, 'YYYY-MM-DD') AS day,
           bool_or(p.state = 'unconfirmed' AND p.asked_at < holdfast_now() - make_interval(hours => ${confirmHours})) AS stale,
           coalesce(bool_or(least(v.archived_at, i.archived_at) < holdfast_now() - make_interval(mins => ${archivedMinutes})), false) AS archived
      FROM waiting_places p JOIN variants v ON v.id = p.variant_id JOIN items i ON i.id = v.item_id
     WHERE p.state IN ('unconfirmed', 'waiting') GROUP BY p.level_id, p.day ORDER BY p.level_id`;
}

async function endAll(levelId: string): Promise<number> {
  let ended = 0;
  for (;;) {
    const some = await inTransaction((tx) => endSome(tx, levelId));
    ended += some;
    if (some < atOnce) return ended;
  }
}

/** Some of those who wait for a level, in the order of their line; with their letters. */
async function endSome(tx: Tx, levelId: string): Promise<number> {
  await lockCurrent(tx, [levelId]);
  const ended = await tx.$queryRaw<{ id: string; waited: boolean }[]>`
    UPDATE waiting_places AS p SET state = 'over', ended_at = holdfast_now(), version = p.version + 1
      FROM (SELECT id, state FROM waiting_places WHERE level_id = ${levelId} AND state IN ('unconfirmed', 'waiting')
             ORDER BY position, id LIMIT ${atOnce}) AS these
     WHERE p.id = these.id RETURNING p.id, these.state = 'waiting' AS waited`;
  await countAnew(tx, levelId);
  const waited = ended.filter((place) => place.waited).map(({ id }) => id);
  await tellPlaces(tx, line, "waiting.over", waited);
  return ended.length;
}

async function endUnconfirmed(tx: Tx, levelId: string): Promise<number> {
  await lockCurrent(tx, [levelId]);
  const ended = await tx.$executeRaw`
    UPDATE waiting_places SET state = 'over', ended_at = holdfast_now(), version = version + 1
     WHERE level_id = ${levelId} AND state = 'unconfirmed' AND asked_at < holdfast_now() - make_interval(hours => ${confirmHours})`;
  await countAnew(tx, levelId);
  return ended;
}

async function countAnew(tx: Tx, levelId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE stock_levels SET version = version + 1, updated_at = holdfast_now(),
           waiting = (SELECT count(*) FROM waiting_places WHERE level_id = ${levelId} AND state = 'waiting')
     WHERE id = ${levelId}`;
  announce(tx, "stock", "waiting");
}
