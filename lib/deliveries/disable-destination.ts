import type { Tx } from "@/lib/db/transaction";

/** Stops exports to a destination for good, with the reason: it wants no more (410), or the settings no longer name it. What waits for it is given up. */
export async function disableDestination(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE destinations SET disabled_at = holdfast_now(), disabled_reason = ${reason}, failures = 0, broken_at = NULL, probe_at = NULL, probes = 0
     WHERE id = ${id} AND disabled_at IS NULL`;
  await tx.$executeRaw`
    UPDATE deliveries SET state = 'dead', next_attempt_at = NULL, settled_at = holdfast_now(), last_error = ${reason}
     WHERE destination_id = ${id} AND state IN ('waiting', 'unknown')`;
}
