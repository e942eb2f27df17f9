import type { Actor } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { sendEmailInstead } from "@/lib/deliveries/email-instead";
import type { Wish } from "@/lib/deliveries/rules-of-replies";
import { forgetStop, rememberStop } from "@/lib/deliveries/stopped-numbers";
import { recordEvent } from "@/lib/history/record-event";
import { orderNumber } from "@/lib/orders/number";

/** A text that somebody sent to the shop's number. */
export type Reply = { sid: string; phone: string; wish: Wish };

/**
 * Obeys a reply: no more texts to that number, or texts again. What waits for it is withdrawn, and goes by email where there is an address. The
 * timeline of its open orders says so. A reply that comes a second time changes nothing.
 */
export async function obeyReply({ sid, phone, wish }: Reply): Promise<void> {
  await inTransaction(async (tx) => {
    const fresh = await tx.$executeRaw`
      INSERT INTO text_replies (sid, at) VALUES (${sid}, holdfast_now()) ON CONFLICT DO NOTHING`;
    if (fresh === 0) return;
    if (wish === "stop") return stopTexts(tx, phone, { via: "reply" });
    if (await forgetStop(tx, phone)) await noteOnOrders(tx, phone, "customer.wants_texts");
    announce(tx, "deliveries", "orders");
  });
}

type Message = { eventId: string; orderId: string | null; place: string };
type Stopping = { via: "reply" | "refused"; instead?: readonly Message[] };

/** Stops all texts to a number from now on. `instead` are texts that were withdrawn already, and want an email. */
export async function stopTexts(tx: Tx, phone: string, { via, instead = [] }: Stopping): Promise<void> {
  const isNews = await rememberStop(tx, phone, via);
  const waiting = await tx.$queryRaw<Message[]>`
    UPDATE deliveries SET state = 'withdrawn', because = 'stopped', next_attempt_at = NULL, settled_at = holdfast_now()
     WHERE channel = 'text' AND state = 'waiting' AND address = ${phone}
    RETURNING event_id AS "eventId", order_id AS "orderId", place`;
  for (const text of [...instead, ...waiting]) await sendEmailInstead(tx, text);
  if (isNews) await noteOnOrders(tx, phone, "customer.stopped_texts");
  announce(tx, "deliveries", "orders");
}

const theirs: Actor = { kind: "customer" };

async function noteOnOrders(tx: Tx, phone: string, type: string): Promise<void> {
  const orders = await tx.$queryRaw<{ id: string; number: number; numberPrefix: string; now: Date }[]>`
    SELECT id, number, number_prefix AS "numberPrefix", holdfast_now() AS now
      FROM orders WHERE customer_phone = ${phone} AND status IN ('placed', 'accepted', 'ready')`;
  for (const { now, ...order } of orders) {
    const subject = { kind: "order" as const, id: order.id, name: orderNumber(order) };
    await recordEvent(tx, theirs, { type, subject, orderId: order.id, at: now, told: false, snapshot: {} });
  }
}
