import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import type { DestinationView } from "@/lib/deliveries/destination-queries";

/** An order whose last news a destination has not confirmed. */
export type Unconfirmed = {
  orderId: string;
  number: string;
  type: string;
  at: Date;
  /** Null if it was never planned, or its record was pruned. */
  deliveryId: string | null;
  /** A delivery's state, or `missing` if none was ever planned. */
  state: string;
};

const mostUnconfirmed = 200;

/**
 * Orders of the last 90 days whose newest event that a destination hears of it has not confirmed, newest first; at most 200. What it confirmed stays confirmed
 * while it is sent again, and when the record of it was pruned.
 */
export async function listUnconfirmed({
  id,
  events,
  createdAt,
}: Pick<DestinationView, "id" | "events" | "createdAt">): Promise<Unconfirmed[]> {
  try {
    return await db().$queryRaw<Unconfirmed[]>`
      SELECT last.order_id AS "orderId", o.number_prefix || o.number AS number, last.type, last.at, d.id AS "deliveryId",
             coalesce(d.state::text, pruned.state::text, 'missing') AS state
        FROM (SELECT DISTINCT ON (order_id) order_id, id, type, at FROM events
               WHERE order_id IS NOT NULL AND type = ANY(${events}::text[]) AND at >= greatest(${createdAt}, holdfast_now() - interval '90 days')
               ORDER BY order_id, at DESC, id DESC) AS last
        JOIN orders o ON o.id = last.order_id
        LEFT JOIN LATERAL (
          SELECT id, state, EXISTS (SELECT 1 FROM delivery_attempts AS t WHERE t.delivery_id = one.id AND t.outcome = 'delivered') AS confirmed
            FROM deliveries AS one WHERE event_id = last.id AND destination_id = ${id}
           ORDER BY (state = 'delivered') DESC, confirmed DESC, copy DESC LIMIT 1) AS d ON true
        LEFT JOIN pruned_deliveries AS pruned ON pruned.event_id = last.id AND pruned.place = ${id} AND d.id IS NULL
       WHERE coalesce(d.state, pruned.state) IS DISTINCT FROM 'delivered' AND d.confirmed IS NOT TRUE
       ORDER BY last.at DESC LIMIT ${mostUnconfirmed}`;
  } catch (error) {
    throw translateTrouble(error);
  }
}
