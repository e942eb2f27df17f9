import { db } from "@/lib/db/client";
import { type Sql, sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import type { Because } from "@/lib/deliveries/rules-of-reach";
import { addressIsOver } from "@/lib/deliveries/trouble";

/** A way to a customer that does not work: the address, what is wrong with it, and how else they are reached. */
export type Unreached = {
  orderId: string;
  number: string;
  name: string;
  channel: "email" | "text";
  address: string;
  because: Because;
  /** When it was found out. */
  at: Date;
  /** The order's own. */
  email: string;
  phone: string;
};

/** What does not reach the customer of an open order, as its contact is now: an address that does not work, a number that said STOP. */
export function listUnreachedOf(orderId: string): Promise<Unreached[]> {
  return list(sql`o.id = ${orderId}`);
}

/** The open orders whose customer is told by nothing that works, at most so many, the oldest first. */
export async function listUnreached(most = 20): Promise<Unreached[]> {
  return (await list(sql`true`)).filter(({ because, email }) => because !== "stopped" || !email).slice(0, most);
}

async function list(which: Sql): Promise<Unreached[]> {
  try {
    return await db().$queryRaw<Unreached[]>`
      SELECT o.id AS "orderId", o.number_prefix || o.number AS number, o.customer_name AS name, o.customer_email AS email, o.customer_phone AS phone,
             found.channel, found.address, found.because, found.at
        FROM orders AS o CROSS JOIN LATERAL (
          (SELECT DISTINCT ON (one.channel) one.channel::text AS channel, one.address, one.because, coalesce(one.settled_at, one.created_at) AS at
             FROM deliveries AS one
            WHERE one.order_id = o.id AND one.state = 'dead' AND one.because <> '' AND one.place = 'customer' AND NOT ${addressIsOver}
            ORDER BY one.channel, one.id DESC)
          UNION ALL
          SELECT 'text', s.phone, 'stopped', s.at FROM text_opt_outs AS s WHERE o.notify_text AND s.phone = o.customer_phone) AS found
       WHERE o.status IN ('placed', 'accepted', 'ready') AND ${which}
       ORDER BY o.placed_at, o.id, found.channel`;
  } catch (error) {
    throw translateTrouble(error);
  }
}
