import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { type Heard, storeHealth } from "@/lib/deliveries/breaker";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { type Answer, isSettled, type Settlement, settle } from "@/lib/deliveries/rules";
import type { DeliveryState } from "@/lib/deliveries/status";
import { reached } from "@/lib/deliveries/steps";
import { stopTexts } from "@/lib/deliveries/stop-texts";
import { tellOfDead } from "@/lib/deliveries/tell-of-dead";
import { wakeFor } from "@/lib/deliveries/wake";

const longestDetail = 2_000;

type Settled = Heard & { next: Settlement };

/**
 * Stores how an attempt ended and what comes next, if the delivery is still leased to this claim; returns the state it is
 * in then. Null if the lease was lost: the attempt's row still keeps the answer. Safe to call again.
 */
export async function recordAttempt(claimed: ClaimedDelivery, answer: Answer): Promise<DeliveryState | null> {
  const [state = null] = await recordAttempts([{ claimed, answer }]);
  return state;
}

/** The same for attempts of one channel and destination together, in one transaction. */
export async function recordAttempts(heard: readonly Heard[]): Promise<(DeliveryState | null)[]> {
  const settled = heard.map((one) => ({ ...one, next: settle(one.answer, one.claimed) }));
  return inTransaction(async (tx) => {
    const stored = await store(tx, settled);
    const kept = settled.filter(({ claimed }) => stored.has(claimed.id));
    for (const one of kept) await follow(tx, one, stored.get(one.claimed.id) ?? null);
    const destinationId = kept[0]?.claimed.destinationId;
    if (destinationId) await storeHealth(tx, destinationId, kept);
    announce(tx, "deliveries");
    reached("recording", heard[0]?.claimed.channel);
    return settled.map(({ claimed, next }) => (stored.has(claimed.id) ? next.state : null));
  });
}

/** Each delivery that was still leased, with the time of its next attempt. Of a message whose customer was erased, no detail is kept. */
async function store(tx: Tx, settled: readonly Settled[]): Promise<Map<string, Date | null>> {
  const rows = await tx.$queryRaw<{ id: string; nextAttemptAt: Date | null }[]>`
    WITH answers AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(settled.map(answerRow))}::jsonb) AS a(id text, token text, number int, state text,
        again double precision, settled boolean, trouble text, provider text, because text, outcome text, status int, detail text)
    ),
    closed AS (
      UPDATE delivery_attempts AS t SET ended_at = holdfast_now(), outcome = a.outcome, status = a.status,
             detail = CASE WHEN EXISTS (SELECT 1 FROM deliveries d WHERE d.id = a.id AND d.body = '') THEN '' ELSE a.detail END
        FROM answers a WHERE t.delivery_id = a.id AND t.number = a.number
    )
    UPDATE deliveries AS d SET state = a.state::delivery_state, lease_token = NULL, leased_until = NULL,
           next_attempt_at = holdfast_now() + make_interval(secs => a.again), last_error = a.trouble,
           provider_id = coalesce(a.provider, provider_id), because = a.because, settled_at = CASE WHEN a.settled THEN holdfast_now() END
      FROM answers a WHERE d.id = a.id AND d.lease_token = a.token
    RETURNING d.id, d.next_attempt_at AS "nextAttemptAt"`;
  return new Map(rows.map(({ id, nextAttemptAt }) => [id, nextAttemptAt]));
}

function answerRow({ claimed: { id, leaseToken, attempt }, answer, next }: Settled) {
  const detail = answer.detail.slice(0, longestDetail);
  return {
    ...{
      id,
      token: leaseToken,
      number: attempt,
      state: next.state,
      again: next.againInSeconds,
      settled: isSettled(next),
    },
    ...{ trouble: answer.outcome === "delivered" ? "" : detail, provider: answer.providerId ?? null },
    because: answer.because ?? "",
    ...{ outcome: answer.outcome, status: answer.status ?? null, detail },
  };
}

async function follow(tx: Tx, { claimed, answer, next }: Settled, nextAttemptAt: Date | null): Promise<void> {
  if (nextAttemptAt && !claimed.destinationId) await wakeFor(tx, { ...claimed, nextAttemptAt });
  if (next.state === "dead") await tellOfDead(tx, claimed, answer.detail);
  if (answer.outcome === "stopped") await stopTexts(tx, claimed.address, { via: "refused", instead: [claimed] });
}
