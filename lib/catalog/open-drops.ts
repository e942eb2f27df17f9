import type { SystemActor } from "@/lib/actor";
import { dropEvent, findRecord } from "@/lib/catalog/drop-record";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

const opener: SystemActor = { kind: "system", name: "drops" };

/** How many people one event tells; the rest follow in the next. */
const mostAtOnce = 100;

/**
 * Sees which drops have begun, each once however many workers look: writes `drop.opened` and tells open pages to look. No order waits for it: the clock
 * alone opens a drop. Has those told who want to be, at their time, by events `drop.near`. Returns how many drops were opened and people told.
 */
export async function openDrops(): Promise<{ opened: number; told: number }> {
  const opened = await inTransaction(openBegun);
  let told = 0;
  for (;;) {
    const some = await inTransaction(tellSome);
    told += some;
    if (some < mostAtOnce) return { opened, told };
  }
}

async function openBegun(tx: Tx): Promise<number> {
  const begun = await tx.$queryRaw<{ id: string; at: Date }[]>`
    UPDATE drops SET opened_at = holdfast_now() WHERE opened_at IS NULL AND cancelled_at IS NULL AND starts_at <= holdfast_now()
    RETURNING id, opened_at AS at`;
  for (const { id, at } of begun) {
    const drop = await findRecord(tx, id);
    if (drop) await recordEvent(tx, opener, dropEvent("drop.opened", drop, at));
  }
  if (begun.length > 0) announce(tx, "stock", "shop");
  return begun.length;
}

/** Who asked after the time to tell was past is told as it begins. Nobody is told of what is over. */
async function tellSome(tx: Tx): Promise<number> {
  const due = await tx.$queryRaw<{ id: string; dropId: string; at: Date }[]>`
    UPDATE drop_wishes SET told_at = holdfast_now()
     WHERE id IN (SELECT w.id FROM drop_wishes w JOIN drops d ON d.id = w.drop_id
                   WHERE w.told_at IS NULL AND d.cancelled_at IS NULL AND coalesce(d.ends_at > holdfast_now(), true)
                     AND holdfast_now() >= CASE WHEN w.asked_at <= d.starts_at - make_interval(mins => d.tell_minutes)
                                                THEN d.starts_at - make_interval(mins => d.tell_minutes) ELSE d.starts_at END
                   ORDER BY w.drop_id, w.id LIMIT ${mostAtOnce} FOR UPDATE OF w SKIP LOCKED)
    RETURNING id, drop_id AS "dropId", told_at AS at`;
  for (const [dropId, wishes] of Map.groupBy(due, (wish) => wish.dropId)) {
    const drop = await findRecord(tx, dropId);
    if (!drop) continue;
    const event = dropEvent("drop.near", drop, wishes[0]?.at ?? new Date());
    const snapshot = { ...event.snapshot, slug: drop.slug, wishIds: wishes.map(({ id }) => id), people: wishes.length };
    await recordEvent(tx, opener, { ...event, snapshot, told: true });
  }
  return due.length;
}
