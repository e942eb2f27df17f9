import type { Tx } from "@/lib/db/transaction";
import { longestRetryAfterSeconds } from "@/lib/deliveries/rules";

/** Stops exports to a destination. What waits for it is found dead when its turn comes. */
export async function disableDestination(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE destinations SET disabled_at = holdfast_now(), disabled_reason = ${reason} WHERE id = ${id} AND disabled_at IS NULL`;
}

/** Lets a destination that asked for it rest: whatever else waits for it is not tried before. At most a day. */
export async function slowDestination(tx: Tx, id: string, seconds: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE deliveries SET next_attempt_at = greatest(next_attempt_at,
             holdfast_now() + make_interval(secs => ${Math.min(seconds, longestRetryAfterSeconds)}::double precision))
     WHERE destination_id = ${id} AND state = 'waiting'`;
}
