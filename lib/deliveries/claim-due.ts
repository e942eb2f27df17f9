import { sql } from "@/lib/db/sql";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { leaseSeconds } from "@/lib/deliveries/rules";
import { reached } from "@/lib/deliveries/steps";
import { newToken } from "@/lib/id";

/** Whether a destination takes deliveries now: `destinations AS place`. A broken one takes one, when its probe is due. */
export const takesNow = sql`
  place.paused_at IS NULL AND place.disabled_at IS NULL AND place.removed_at IS NULL
  AND (place.rests_until IS NULL OR place.rests_until <= holdfast_now()) AND (place.probe_at IS NULL OR place.probe_at <= holdfast_now())`;

/**
/**
 * Whether `deliveries AS one` is due and first in its line: nothing of the line is under way, no earlier event of the same order or level is without
 * its deliveries, and no earlier delivery to that place is unsettled. Only a person who sends again what was settled puts something before others.
 * The states are written as the index on lines has them: in other words the planner reads all that is due for each that is.
 */
export const isDueAndFirst = sql`
  one.state IN ('waiting', 'unknown') AND one.next_attempt_at <= holdfast_now() AND (one.line IS NULL OR NOT EXISTS (
    SELECT 1 FROM deliveries AS before
     WHERE before.destination_id = one.destination_id AND before.line = one.line AND (before.line_at, before.event_id) < (one.line_at, one.event_id)
       AND before.state IN ('waiting', 'sending', 'unknown') AND (before.state <> 'unknown' OR before.next_attempt_at IS NOT NULL))
   AND NOT EXISTS (
    SELECT 1 FROM deliveries AS busy
     WHERE busy.destination_id = one.destination_id AND busy.line = one.line AND busy.state IN ('waiting', 'sending', 'unknown') AND busy.state = 'sending')
   AND NOT EXISTS (
    SELECT 1 FROM events AS earlier
     WHERE earlier.subject_id = one.line AND earlier.dispatched_at IS NULL AND (earlier.at, earlier.id) < (one.line_at, one.event_id)))`;

/**
 * Takes what is due to a destination, at most so many, each the first of its line, in one short transaction, and opens their attempts. Empty if
 * nothing is due, or the destination takes nothing now: `alone` waits until nothing of it is under way elsewhere. While its breaker is open it takes one as a probe, which costs that delivery no try.
 */
export async function claimDue(
  destinationId: string,
  { most, alone = false }: { most: number; alone?: boolean },
): Promise<ClaimedDelivery[]> {
  return inTransaction(async (tx) => {
    const place = await lockTaking(tx, destinationId);
    if (!place || (alone && (await isUnderWay(tx, destinationId)))) return [];
    const claimed = await lease(tx, destinationId, { most: place.broken ? 1 : most, probe: place.broken });
    if (claimed.length === 0) return [];
    if (place.broken) await holdProbe(tx, destinationId);
    announce(tx, "deliveries");
    reached("claiming", claimed[0]?.channel);
    return claimed;
  });
}

/** Not FOR UPDATE: a planner whose new delivery points at the row is not in the way. */
async function lockTaking(tx: Tx, id: string): Promise<{ broken: boolean } | undefined> {
  const [place] = await tx.$queryRaw<{ broken: boolean }[]>`
    SELECT broken_at IS NOT NULL AS broken FROM destinations AS place WHERE id = ${id} AND ${takesNow} FOR NO KEY UPDATE`;
  return place;
}

async function isUnderWay(tx: Tx, destinationId: string): Promise<boolean> {
  return (await tx.delivery.count({ where: { destinationId, state: "sending" } })) > 0;
}

/** Nobody else probes while this one is under way. */
async function holdProbe(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE destinations SET probe_at = holdfast_now() + make_interval(secs => ${leaseSeconds}) WHERE id = ${id}`;
}

type Leasing = { most: number; probe: boolean };
type Row = Omit<ClaimedDelivery, "task"> & { was: string };

async function lease(tx: Tx, destinationId: string, { most, probe }: Leasing): Promise<ClaimedDelivery[]> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH due AS (
      SELECT one.id, one.state::text AS was FROM deliveries AS one WHERE one.destination_id = ${destinationId} AND ${isDueAndFirst}
       ORDER BY one.next_attempt_at, one.id LIMIT ${most} FOR UPDATE SKIP LOCKED
    ),
    leased AS (
      UPDATE deliveries AS d SET state = 'sending', attempts = attempts + 1, uncounted = uncounted + ${probe ? 1 : 0}, next_attempt_at = NULL,
             lease_token = ${newToken()}, leased_until = holdfast_now() + make_interval(secs => ${leaseSeconds})
        FROM due WHERE d.id = due.id
      RETURNING d.*, due.was
    ),
    opened AS (INSERT INTO delivery_attempts (delivery_id, number, started_at) SELECT id, attempts, holdfast_now() FROM leased)
    SELECT id, event_id AS "eventId", channel::text AS channel, place, order_id AS "orderId", destination_id AS "destinationId",
           address, subject, body, html, calendar, priority, attempts AS attempt, attempts - uncounted AS tried, ${probe}::boolean AS probe, created_at AS "createdAt", lease_token AS "leaseToken", was
      FROM leased ORDER BY line_at, event_id`;
  return rows.map(({ was, ...claimed }) => ({ ...claimed, task: was === "unknown" ? "resolve" : "send" }));
}
