import { announce, inTransaction } from "@/lib/db/transaction";
import { wakeFor } from "@/lib/deliveries/wake";

const atMost = 200;

/**
 * Makes mails to people due once more whose answer was lost, when the shop's patience is over: once each, under the same Message-ID, so that mail
 * programs can drop the copy. Not those that somebody sent again or that went to a former address, and not those that a restored backup is in doubt
 * about. Returns how many.
 */
export async function resendUnknown(): Promise<number> {
  return inTransaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string; nextAttemptAt: Date }[]>`
      WITH due AS (
        SELECT one.id FROM deliveries AS one, shop
         WHERE one.state = 'unknown' AND one.channel = 'email' AND one.destination_id IS NULL AND one.next_attempt_at IS NULL
           AND shop.resend_unknown_after_minutes > 0
           AND one.settled_at <= holdfast_now() - make_interval(mins => shop.resend_unknown_after_minutes)
           AND (SELECT count(*) FROM delivery_attempts AS t WHERE t.delivery_id = one.id AND t.outcome = 'unknown') = 1
           AND NOT EXISTS (SELECT 1 FROM deliveries AS later
                            WHERE (later.event_id, later.channel, later.place) = (one.event_id, one.channel, one.place) AND later.copy > one.copy)
           AND NOT EXISTS (SELECT 1 FROM orders AS o WHERE o.id = one.order_id AND one.place = 'customer' AND o.customer_email <> one.address)
         ORDER BY one.id LIMIT ${atMost} FOR UPDATE OF one SKIP LOCKED)
      UPDATE deliveries AS d SET next_attempt_at = holdfast_now(), settled_at = NULL FROM due WHERE d.id = due.id
      RETURNING d.id, d.next_attempt_at AS "nextAttemptAt"`;
    for (const mail of due) await wakeFor(tx, { ...mail, channel: "email", destinationId: null });
    if (due.length > 0) announce(tx, "deliveries");
    return due.length;
  });
}
