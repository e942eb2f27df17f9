import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { answerOfReceipt } from "@/lib/deliveries/channels/twilio-answers";
import { type Answer, settle } from "@/lib/deliveries/rules";
import type { TextReceipt } from "@/lib/deliveries/status";
import { stopTexts } from "@/lib/deliveries/stop-texts";
import { tellOfDead } from "@/lib/deliveries/tell-of-dead";

/** What a text service tells of a text: which one, how far it got, and the error's code. */
export type ToldReceipt = { deliveryId: string | null; sid: string; status: string; code: number | null };

/** What its words mean to us; what is not here says nothing new. */
const receipts: Readonly<Record<string, TextReceipt>> = {
  accepted: "queued",
  scheduled: "queued",
  queued: "queued",
  sending: "sending",
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "undelivered",
  failed: "failed",
  canceled: "failed",
};

type Found = {
  id: string;
  eventId: string;
  orderId: string | null;
  place: string;
  destinationId: null;
  channel: "text";
  address: string;
  isOurs: boolean;
};

/**
 * Records how far a text got. A text whose answer was lost, or is being waited for, went: the service has it. One that the network did not deliver is
 * given up, and the shop is told. Said twice, or too late, it changes nothing.
 */
export async function recordReceipt(told: ToldReceipt): Promise<void> {
  const receipt = receipts[told.status];
  if (!receipt) return;
  await inTransaction(async (tx) => {
    const found = await lockBehind(tx, told, receipt);
    if (!found?.isOurs) return;
    const answer = answerOfReceipt(told, told.sid);
    await store(tx, found.id, { receipt, answer });
    if (answer.outcome === "refused") await tellOfDead(tx, found, answer.detail);
    if (answer.outcome === "stopped") await stopTexts(tx, found.address, { via: "refused", instead: [found] });
    announce(tx, "deliveries");
  });
}

/**
 * The text, locked, if it is not known to have got that far. By the id that its callback's address names, or by the service's own. It is another text
 * if the service gave this delivery another id since. What was erased, withdrawn or kept stays so.
 */
async function lockBehind(tx: Tx, { deliveryId, sid }: ToldReceipt, receipt: TextReceipt): Promise<Found | undefined> {
  const [found] = await tx.$queryRaw<Found[]>`
    SELECT id, event_id AS "eventId", order_id AS "orderId", place, destination_id AS "destinationId", channel::text AS channel, address,
           provider_id IN ('', ${sid}) AS "isOurs"
      FROM deliveries
     WHERE (id = ${deliveryId} OR (${deliveryId}::text IS NULL AND channel = 'text' AND provider_id <> '' AND provider_id = ${sid}))
       AND channel = 'text' AND body <> '' AND state NOT IN ('withdrawn', 'kept')
       AND (receipt IS NULL OR (receipt < ${receipt}::text_receipt AND receipt < 'delivered'))
       FOR UPDATE`;
  return found;
}

/** A worker that waits for the answer loses its lease: what it hears stays with its attempt, and decides nothing. */
async function store(tx: Tx, id: string, { receipt, answer }: { receipt: TextReceipt; answer: Answer }): Promise<void> {
  const { state } = settle(answer, { channel: "text", tried: 0, probe: false });
  const trouble = answer.outcome === "delivered" ? "" : answer.detail;
  await tx.$executeRaw`
    UPDATE deliveries SET state = ${state}::delivery_state, receipt = ${receipt}::text_receipt, receipt_at = holdfast_now(),
           provider_id = ${answer.providerId ?? ""}, because = ${answer.because ?? ""}, last_error = ${trouble}, lease_token = NULL, leased_until = NULL,
           next_attempt_at = NULL, settled_at = CASE WHEN state = ${state}::delivery_state THEN coalesce(settled_at, holdfast_now()) ELSE holdfast_now() END
     WHERE id = ${id}`;
  await tx.$executeRaw`
    UPDATE delivery_attempts SET ended_at = holdfast_now(), outcome = ${answer.outcome}, detail = 'The service told what became of it.'
     WHERE delivery_id = ${id} AND ended_at IS NULL`;
}
