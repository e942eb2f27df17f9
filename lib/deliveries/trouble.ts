import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";

/**
 * Whether `deliveries AS one`, whose address did not work, needs nobody any more: the order has another contact by now, or something arrived at that
 * address since.
 */
export const addressIsOver = sql`(
  EXISTS (SELECT 1 FROM orders AS whose WHERE whose.id = one.order_id
             AND one.address <> CASE one.channel WHEN 'email' THEN whose.customer_email ELSE whose.customer_phone END)
  OR EXISTS (SELECT 1 FROM deliveries AS arrived WHERE arrived.order_id = one.order_id AND arrived.channel = one.channel
                AND arrived.address = one.address AND arrived.state = 'delivered' AND arrived.id > one.id))`;

/**
 * Whether `deliveries AS one` wants a person: given up, or unknown with nobody left to ask; not if it was sent again, nor if its customer is reached
 * elsewhere now.
 */
export const isInTrouble = sql`
  one.state IN ('dead', 'unknown') AND one.next_attempt_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM deliveries AS later
     WHERE (later.event_id, later.channel, later.place) = (one.event_id, one.channel, one.place) AND later.copy > one.copy)
  AND NOT (one.because <> '' AND one.place = 'customer' AND ${addressIsOver})`;

/** How many messages want a person; `unreached` are those of the given up whose address does not work. */
export type Trouble = { dead: number; unknown: number; unreached: number };

/** How many messages want a person. */
export async function countTrouble(): Promise<Trouble> {
  const [counts] = await reading(
    db().$queryRaw<Trouble[]>`
      SELECT count(*) FILTER (WHERE state = 'dead')::int AS dead, count(*) FILTER (WHERE state = 'unknown')::int AS unknown,
             count(*) FILTER (WHERE state = 'dead' AND because <> '' AND place = 'customer')::int AS unreached
        FROM deliveries AS one WHERE ${isInTrouble}`,
  );
  return counts ?? { dead: 0, unknown: 0, unreached: 0 };
}

/** What is wrong with an order's messages: one did not go, or its customer is not reached by them and wants a call. */
export type OrderTrouble = "message" | "call";

/** Which of these orders have a message that wants a person, or a customer to call. */
export async function listOrdersInTrouble(orderIds: readonly string[]): Promise<Map<string, OrderTrouble>> {
  const rows = await reading(
    db().$queryRaw<{ id: string; call: boolean }[]>`
      SELECT order_id AS id, bool_or(because <> '' AND place = 'customer') AS call
        FROM deliveries AS one WHERE order_id = ANY(${orderIds}::text[]) AND ${isInTrouble} GROUP BY order_id
      UNION ALL
      SELECT o.id, true FROM orders AS o JOIN text_opt_outs AS s ON s.phone = o.customer_phone
       WHERE o.id = ANY(${orderIds}::text[]) AND o.notify_text AND o.customer_email = '' AND o.status IN ('placed', 'accepted', 'ready')`,
  );
  const found = new Map<string, OrderTrouble>();
  for (const { id, call } of rows) found.set(id, call || found.get(id) === "call" ? "call" : "message");
  return found;
}

async function reading<Rows>(query: Promise<Rows>): Promise<Rows> {
  try {
    return await query;
  } catch (error) {
    throw translateTrouble(error);
  }
}
