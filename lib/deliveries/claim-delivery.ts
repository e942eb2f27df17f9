import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { isDropStill, wishPlace } from "@/lib/deliveries/drop-news";
import { sendEmailInstead } from "@/lib/deliveries/email-instead";
import { isPickupToCome } from "@/lib/deliveries/pickup-to-come";
import { isPlaceStill } from "@/lib/deliveries/place-still";
import { leaseSeconds } from "@/lib/deliveries/rules";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { reached } from "@/lib/deliveries/steps";
import { isStopped } from "@/lib/deliveries/stopped-numbers";
import { wakeFor } from "@/lib/deliveries/wake";
import { newToken } from "@/lib/id";

/** A delivery that this worker alone may carry out, until its lease ends. */
export type ClaimedDelivery = {
  id: string;
  eventId: string;
  channel: DeliveryChannel;
  place: string;
  orderId: string | null;
  destinationId: string | null;
  address: string;
  subject: string;
  body: string;
  html: string;
  /** The calendar file of an email; empty: none. */
  calendar: string;
  /** What goes first among what is due. */
  priority: number;
  /** From 1; it names the attempt's row. */
  attempt: number;
  /** How many of the attempts, this one among them, were tries: a breaker's probes are none. */
  tried: number;
  /** Whether it only finds out if a broken destination is back. */
  probe: boolean;
  createdAt: Date;
  leaseToken: string;
  /** An unknown one is looked up before anything is sent. */
  task: "send" | "resolve";
};

type Found = {
  eventId: string;
  orderId: string | null;
  place: string;
  address: string;
  state: string;
  destinationId: string | null;
  channel: DeliveryChannel;
  nextAttemptAt: Date | null;
  priority: number;
  due: boolean;
};

/**
 * Takes a message to a person that is due, in one short transaction, and opens its attempt. Null if it is not due (its next wake-up
 * is then made sure of), another worker has it, or it is settled. One that tells of what is no longer so is withdrawn, and a text to a number that
 * said STOP.
 */
export async function claimDelivery(id: string): Promise<ClaimedDelivery | null> {
  return inTransaction(async (tx) => {
    const found = await lockDelivery(tx, id);
    if (!found?.nextAttemptAt) return null;
    if (!found.due) {
      await wakeFor(tx, { id, ...found, nextAttemptAt: found.nextAttemptAt });
      return null;
    }
    announce(tx, "deliveries");
    if (mayBeOutdated(found) && (await isOutdated(tx, id, found))) return withdraw(tx, id);
    if (found.channel === "text" && (await isStopped(tx, found.address))) return withdrawText(tx, id, found);
    const claimed = await lease(tx, id, found.state === "unknown" ? "resolve" : "send");
    reached("claiming", found.channel);
    return claimed;
  });
}

async function lockDelivery(tx: Tx, id: string): Promise<Found | undefined> {
  const [found] = await tx.$queryRaw<Found[]>`
    SELECT event_id AS "eventId", order_id AS "orderId", place, address, state::text AS state, destination_id AS "destinationId", channel::text AS channel,
           next_attempt_at AS "nextAttemptAt", priority, next_attempt_at <= holdfast_now() AS due
      FROM deliveries WHERE id = ${id} AND state IN ('waiting', 'unknown') FOR UPDATE SKIP LOCKED`;
  return found;
}

function mayBeOutdated({ place }: Found): boolean {
  return place === "customer" || place.startsWith(wishPlace);
}

/** Whether what it tells of is no longer so. The event's row is locked, so that an undo that is about to commit is waited for. */
async function isOutdated(tx: Tx, id: string, { eventId, place }: Found): Promise<boolean> {
  const [event] = await tx.$queryRaw<{ undone: boolean; type: string }[]>`
    SELECT undone_at IS NOT NULL AS undone, type FROM events WHERE id = ${eventId} FOR SHARE`;
  const type = event?.type ?? "";
  if (await stands(tx, type, { eventId, place })) return event?.undone ?? false;
  await tx.$executeRaw`UPDATE deliveries SET because = 'no_longer_so' WHERE id = ${id}`;
  return true;
}

async function stands(tx: Tx, type: string, { eventId, place }: Pick<Found, "eventId" | "place">): Promise<boolean> {
  if (type.startsWith("waiting.")) return isPlaceStill(tx, eventId, type);
  if (place.startsWith(wishPlace)) return isDropStill(tx, type, place);
  return type !== "order.reminded" || isPickupToCome(tx, eventId);
}

async function withdraw(tx: Tx, id: string): Promise<null> {
  await tx.$executeRaw`
    UPDATE deliveries SET state = 'withdrawn', next_attempt_at = NULL, settled_at = holdfast_now() WHERE id = ${id}`;
  return null;
}

/** What may have gone already is looked up all the same. */
async function withdrawText(tx: Tx, id: string, found: Found): Promise<ClaimedDelivery | null> {
  if (found.state === "unknown") return lease(tx, id, "resolve");
  await tx.$executeRaw`UPDATE deliveries SET because = 'stopped' WHERE id = ${id}`;
  await sendEmailInstead(tx, found);
  return withdraw(tx, id);
}

async function lease(tx: Tx, id: string, task: ClaimedDelivery["task"]): Promise<ClaimedDelivery> {
  const [claimed] = await tx.$queryRaw<Omit<ClaimedDelivery, "task">[]>`
    UPDATE deliveries SET state = 'sending', attempts = attempts + 1, next_attempt_at = NULL, lease_token = ${newToken()},
           leased_until = holdfast_now() + make_interval(secs => ${leaseSeconds})
     WHERE id = ${id}
    RETURNING id, event_id AS "eventId", channel::text AS channel, place, order_id AS "orderId", destination_id AS "destinationId",
              address, subject, body, html, calendar, priority, attempts AS attempt, attempts - uncounted AS tried, false AS probe, created_at AS "createdAt", lease_token AS "leaseToken"`;
  if (!claimed) throw new Error(`The delivery ${id} went away under its lock.`);
  await tx.$executeRaw`
    INSERT INTO delivery_attempts (delivery_id, number, started_at) VALUES (${id}, ${claimed.attempt}, holdfast_now())`;
  return { ...claimed, task };
}
