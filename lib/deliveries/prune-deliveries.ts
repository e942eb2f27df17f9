import { db } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import type { DeliveryState } from "@/lib/deliveries/status";
import { getShop } from "@/lib/settings/queries";

/** Few at a time: no transaction is long, and nothing waits for one. */
const inOneTransaction = 500;
/** A run ends after this; the next goes on. */
const longestMs = 60_000;

/** Everything settled that did not arrive. What is kept or was withdrawn is a record of why somebody was not told. */
const failures: readonly DeliveryState[] = ["dead", "unknown", "kept", "withdrawn"];

/**
 * Takes out the records of deliveries that are older than the shop keeps them, with their attempts: those that arrived, and those that did not, each by its setting,
 * from the moment they were settled. What is not settled stays however old it is. Of a message about an order one line is left, which says that it was and how it
 * ended. May run twice at once. Returns how many were taken out.
 */
export async function pruneDeliveries(stopping?: AbortSignal): Promise<number> {
  const { keepDeliveredDays, keepFailedDays } = await getShop();
  const until = Date.now() + longestMs;
  const goesOn = () => !stopping?.aborted && Date.now() < until;
  let pruned = await pruneAll({ state: "delivered", before: await daysAgo(keepDeliveredDays) }, goesOn);
  const before = await daysAgo(keepFailedDays);
  for (const state of failures) pruned += await pruneAll({ state, before }, goesOn);
  return pruned;
}

async function daysAgo(days: number): Promise<Date> {
  const [row] = await db().$queryRaw<{ at: Date }[]>`SELECT holdfast_now() - make_interval(days => ${days}) AS at`;
  return row!.at;
}

type Old = { state: DeliveryState; before: Date };

async function pruneAll(old: Old, goesOn: () => boolean): Promise<number> {
  let pruned = 0;
  for (let some = inOneTransaction; some === inOneTransaction && goesOn(); pruned += some)
    some = await inTransaction((tx) => pruneSome(tx, old));
  return pruned;
}

/**
 * One that a person sends again at this moment is locked, and stays. What was settled so long ago was made before that: one state and one instant, and an index finds
 * the oldest.
 */
async function pruneSome(tx: Tx, { state, before }: Old): Promise<number> {
  const [counted] = await tx.$queryRaw<{ pruned: number }[]>`
    WITH old AS (
      SELECT id FROM deliveries
       WHERE state = ${state}::delivery_state AND created_at < ${before} AND settled_at < ${before} AND next_attempt_at IS NULL
       ORDER BY created_at LIMIT ${inOneTransaction} FOR UPDATE SKIP LOCKED
    ),
    gone AS (
      DELETE FROM deliveries AS d USING old WHERE d.id = old.id RETURNING d.event_id, d.channel, d.place, d.order_id, d.state, d.settled_at
    ),
    left_over AS (
      INSERT INTO pruned_deliveries AS known (event_id, channel, place, order_id, state, settled_at)
      SELECT DISTINCT ON (event_id, channel, place) event_id, channel, place, order_id, state, settled_at
        FROM gone WHERE order_id IS NOT NULL
       ORDER BY event_id, channel, place, (state = 'delivered') DESC, settled_at DESC
      ON CONFLICT (event_id, channel, place) DO UPDATE
        SET settled_at = CASE WHEN known.state = 'delivered' AND excluded.state <> 'delivered' THEN known.settled_at ELSE excluded.settled_at END,
            state = CASE WHEN known.state = 'delivered' THEN known.state ELSE excluded.state END
    )
    SELECT count(*)::int AS pruned FROM gone`;
  return counted?.pruned ?? 0;
}
