import { db } from "@/lib/db/client";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { resendUnknown } from "@/lib/deliveries/resend-unknown";
import { isSettled, settleLost } from "@/lib/deliveries/rules";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { tellOfDead } from "@/lib/deliveries/tell-of-dead";
import { jobOfChannel, wakeFor } from "@/lib/deliveries/wake";
import { enqueue } from "@/lib/queue/enqueue";
import { listWithoutJob } from "@/lib/queue/lost";
import { priorityOf } from "@/lib/queue/priority";

/** What is this late has lost its job, or its job is stuck. */
const lateSeconds = 30;
/** No event is looked for that is older: the queue itself keeps jobs longer than that. */
const rememberDays = 30;
const atMost = 500;
const lostDetail = "The worker died before it heard the answer.";

export type Swept = { leases: number; deliveries: number; events: number; unknown: number };

/**
 * Finds what a crash left behind: leases that ended (tried again where a repeat is harmless, unknown where not), messages and
 * events whose job was lost, mails of an unknown fate that were to go once more. Tables are the record, so nothing else is needed to find them. Destinations are looked at all the time (wake.ts).
 */
export async function sweepLost(): Promise<Swept> {
  return {
    leases: await sweepLeases(),
    deliveries: await sweepDeliveries(),
    events: await sweepEvents(),
    unknown: await resendUnknown(),
  };
}

type Lost = {
  id: string;
  eventId: string;
  orderId: string | null;
  channel: DeliveryChannel;
  place: string;
  destinationId: string | null;
  address: string;
  priority: number;
  attempts: number;
  tried: number;
};

async function sweepLeases(): Promise<number> {
  return inTransaction(async (tx) => {
    const lost = await tx.$queryRaw<Lost[]>`
      SELECT id, event_id AS "eventId", order_id AS "orderId", channel::text AS channel, place,
             destination_id AS "destinationId", address, priority, attempts, attempts - uncounted AS tried
        FROM deliveries WHERE state = 'sending' AND leased_until < holdfast_now()
       ORDER BY id LIMIT ${atMost} FOR UPDATE SKIP LOCKED`;
    for (const delivery of lost) await takeBack(tx, delivery);
    if (lost.length > 0) announce(tx, "deliveries");
    return lost.length;
  });
}

async function takeBack(tx: Tx, lost: Lost): Promise<void> {
  const next = settleLost(lost.channel, lost.tried);
  const [row] = await tx.$queryRaw<{ nextAttemptAt: Date | null }[]>`
    UPDATE deliveries SET state = ${next.state}::delivery_state, lease_token = NULL, leased_until = NULL, last_error = ${lostDetail},
           next_attempt_at = holdfast_now() + make_interval(secs => ${next.againInSeconds}::double precision),
           settled_at = CASE WHEN ${isSettled(next)}::boolean THEN holdfast_now() END
     WHERE id = ${lost.id} RETURNING next_attempt_at AS "nextAttemptAt"`;
  await tx.$executeRaw`
    UPDATE delivery_attempts SET ended_at = holdfast_now(), outcome = 'unknown', detail = ${lostDetail}
     WHERE delivery_id = ${lost.id} AND number = ${lost.attempts} AND ended_at IS NULL`;
  if (row?.nextAttemptAt && !lost.destinationId) await wakeFor(tx, { ...lost, nextAttemptAt: row.nextAttemptAt });
  if (next.state === "dead") await tellOfDead(tx, lost, lostDetail);
}

type Late = { id: string; channel: DeliveryChannel; destinationId: null; nextAttemptAt: Date; priority: number };

async function sweepDeliveries(): Promise<number> {
  const late = await db().$queryRaw<Late[]>`
    SELECT id, channel::text AS channel, NULL AS "destinationId", next_attempt_at AS "nextAttemptAt", priority
      FROM deliveries WHERE destination_id IS NULL AND state IN ('waiting', 'unknown') AND next_attempt_at < holdfast_now() - make_interval(secs => ${lateSeconds})
     ORDER BY next_attempt_at LIMIT ${atMost}`;
  const lost = new Set<string>();
  for (const [channel, job] of Object.entries(jobOfChannel)) {
    const ids = late.filter((delivery) => delivery.channel === channel).map(({ id }) => id);
    for (const id of await listWithoutJob(job, "deliveryId", ids)) lost.add(id);
  }
  const again = late.filter(({ id }) => lost.has(id));
  if (again.length > 0)
    await inTransaction(async (tx) => {
      for (const delivery of again) await wakeFor(tx, delivery);
    });
  return again.length;
}

async function sweepEvents(): Promise<number> {
  const late = await db().$queryRaw<{ id: string; type: string }[]>`
    SELECT id, type FROM events
     WHERE dispatched_at IS NULL AND at < holdfast_now() - make_interval(secs => ${lateSeconds})
       AND at > holdfast_now() - make_interval(days => ${rememberDays})
     ORDER BY at LIMIT ${atMost}`;
  const ids = late.map(({ id }) => id);
  const lost = new Set(await listWithoutJob("event.dispatch", "eventId", ids));
  const again = late.filter(({ id }) => lost.has(id));
  if (again.length > 0)
    await inTransaction(async (tx) => {
      for (const { id, type } of again)
        await enqueue(tx, "event.dispatch", { eventId: id }, { priority: priorityOf(type) });
    });
  return again.length;
}
