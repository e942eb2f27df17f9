import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { disableDestination, slowDestination } from "@/lib/deliveries/destination-state";
import { type Answer, isSettled, type Settlement, settle } from "@/lib/deliveries/rules";
import type { DeliveryState } from "@/lib/deliveries/status";
import { tellOfDead } from "@/lib/deliveries/tell-of-dead";
import { wakeFor } from "@/lib/deliveries/wake";

const longestDetail = 2_000;

/**
 * Stores how an attempt ended and what comes next, if the delivery is still leased to this claim; returns the state it is
 * in then. Null if the lease was lost: the attempt's row still keeps the answer. Safe to call again.
 */
export async function recordAttempt(claimed: ClaimedDelivery, answer: Answer): Promise<DeliveryState | null> {
  return inTransaction(async (tx) => {
    const next = settle(answer, claimed.channel, claimed.attempt);
    const nextAttemptAt = await storeSettlement(tx, claimed, answer, next);
    await closeAttempt(tx, claimed, answer);
    if (nextAttemptAt === undefined) return null;
    if (nextAttemptAt) await wakeFor(tx, { ...claimed, nextAttemptAt });
    await storeConsequences(tx, claimed, answer, next);
    announce(tx, "deliveries");
    return next.state;
  });
}

/** The time of the next attempt, null if there is none, undefined if the lease was lost. */
async function storeSettlement(
  tx: Tx,
  { id, leaseToken }: ClaimedDelivery,
  answer: Answer,
  next: Settlement,
): Promise<Date | null | undefined> {
  const trouble = answer.outcome === "delivered" ? "" : answer.detail.slice(0, longestDetail);
  const [row] = await tx.$queryRaw<{ nextAttemptAt: Date | null }[]>`
    UPDATE deliveries SET state = ${next.state}::delivery_state, lease_token = NULL, leased_until = NULL,
           next_attempt_at = holdfast_now() + make_interval(secs => ${next.againInSeconds}::double precision),
           last_error = ${trouble}, provider_id = coalesce(${answer.providerId ?? null}::text, provider_id),
           settled_at = CASE WHEN ${isSettled(next)}::boolean THEN holdfast_now() END
     WHERE id = ${id} AND lease_token = ${leaseToken}
    RETURNING next_attempt_at AS "nextAttemptAt"`;
  return row?.nextAttemptAt ?? (row ? null : undefined);
}

/** Of a message whose customer was erased meanwhile, no detail is kept: it may hold the address. */
async function closeAttempt(tx: Tx, { id, attempt }: ClaimedDelivery, answer: Answer): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery_attempts SET ended_at = holdfast_now(), outcome = ${answer.outcome}, status = ${answer.status ?? null}::int,
           detail = CASE WHEN EXISTS (SELECT 1 FROM deliveries d WHERE d.id = ${id} AND d.body = '') THEN '' ELSE ${answer.detail.slice(0, longestDetail)} END
     WHERE delivery_id = ${id} AND number = ${attempt}`;
}

async function storeConsequences(tx: Tx, claimed: ClaimedDelivery, answer: Answer, next: Settlement): Promise<void> {
  if (claimed.destinationId && answer.outcome === "gone")
    await disableDestination(tx, claimed.destinationId, answer.detail);
  if (claimed.destinationId && answer.outcome === "slow_down" && answer.retryAfterSeconds)
    await slowDestination(tx, claimed.destinationId, answer.retryAfterSeconds);
  if (next.state === "dead") await tellOfDead(tx, claimed, answer.detail);
}
