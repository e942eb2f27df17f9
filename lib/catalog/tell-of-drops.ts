import type { SystemActor } from "@/lib/actor";
import { dropEvent, findRecord } from "@/lib/catalog/drop-record";
import { movedMinutes } from "@/lib/catalog/rules-of-drops";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

const teller: SystemActor = { kind: "system", name: "drops" };

/** How many people one event tells; the rest follow in the next. */
const mostAtOnce = 100;

type Due = { id: string; dropId: string; at: Date };
type Taking = (tx: Tx) => Promise<Due[]>;

/**
 * Has those told who want to be, each once however many workers look: at their time, of a beginning that was moved, and of a drop that was called off;
 * by events `drop.near`, `drop.moved` and `drop.called_off`, a hundred people to an event, ids and no addresses in it. Returns how many people.
 */
export async function tellOfDrops(): Promise<number> {
  return (
    (await tellAll("drop.near", takeNear)) +
    (await tellAll("drop.moved", takeMoved)) +
    (await tellAll("drop.called_off", takeCalledOff))
  );
}

async function tellAll(type: string, take: Taking): Promise<number> {
  let told = 0;
  for (;;) {
    const some = await inTransaction((tx) => tellSome(tx, type, take));
    told += some;
    if (some < mostAtOnce) return told;
  }
}

async function tellSome(tx: Tx, type: string, take: Taking): Promise<number> {
  const due = await take(tx);
  for (const [dropId, wishes] of Map.groupBy(due, (wish) => wish.dropId)) {
    const drop = await findRecord(tx, dropId);
    if (!drop) continue;
    const event = dropEvent(type, drop, wishes[0]?.at ?? new Date());
    const snapshot = { ...event.snapshot, slug: drop.slug, wishIds: wishes.map(({ id }) => id), people: wishes.length };
    await recordEvent(tx, teller, { ...event, snapshot, told: true });
  }
  return due.length;
}

/** Who asked after the time to tell was past is told as it begins. Nobody is told of what is over. */
function takeNear(tx: Tx): Promise<Due[]> {
  return tx.$queryRaw<Due[]>`
    UPDATE drop_wishes AS w SET told_at = holdfast_now(), starts_at = near.starts_at
      FROM (SELECT w.id, d.starts_at FROM drop_wishes w JOIN drops d ON d.id = w.drop_id
             WHERE w.told_at IS NULL AND d.cancelled_at IS NULL AND coalesce(d.ends_at > holdfast_now(), true)
               AND holdfast_now() >= CASE WHEN w.asked_at <= d.starts_at - make_interval(mins => d.tell_minutes)
                                          THEN d.starts_at - make_interval(mins => d.tell_minutes) ELSE d.starts_at END
             ORDER BY w.drop_id, w.id LIMIT ${mostAtOnce} FOR UPDATE OF w SKIP LOCKED) AS near
     WHERE w.id = near.id RETURNING w.id, w.drop_id AS "dropId", w.told_at AS at`;
}

/** Whoever knows another beginning than there is now, once it has stood for a little. They are told at their time again, if that is still to come. */
function takeMoved(tx: Tx): Promise<Due[]> {
  return tx.$queryRaw<Due[]>`
    UPDATE drop_wishes AS w SET starts_at = moved.starts_at, told_at = CASE WHEN moved.tells_again THEN NULL ELSE w.told_at END
      FROM (SELECT w.id, d.starts_at, holdfast_now() < d.starts_at - make_interval(mins => d.tell_minutes) AS tells_again
              FROM drop_wishes w JOIN drops d ON d.id = w.drop_id
             WHERE w.starts_at <> d.starts_at AND d.cancelled_at IS NULL AND d.starts_at > holdfast_now()
               AND d.moved_at <= holdfast_now() - make_interval(mins => ${movedMinutes})
             ORDER BY w.drop_id, w.id LIMIT ${mostAtOnce} FOR UPDATE OF w SKIP LOCKED) AS moved
     WHERE w.id = moved.id RETURNING w.id, w.drop_id AS "dropId", holdfast_now() AS at`;
}

function takeCalledOff(tx: Tx): Promise<Due[]> {
  return tx.$queryRaw<Due[]>`
    UPDATE drop_wishes SET called_off_at = holdfast_now()
     WHERE id IN (SELECT w.id FROM drop_wishes w JOIN drops d ON d.id = w.drop_id
                   WHERE w.called_off_at IS NULL AND d.cancelled_at IS NOT NULL
                   ORDER BY w.drop_id, w.id LIMIT ${mostAtOnce} FOR UPDATE OF w SKIP LOCKED)
    RETURNING id, drop_id AS "dropId", called_off_at AS at`;
}
