import { db } from "@/lib/db/client";

/** Somebody who is known by a waiting list or a drop alone, and ordered nothing. `waitingId`: the place or the wish that they go by. */
export type WaitingRow = {
  waitingId: string;
  name: string;
  /** Email in small letters, or number as E.164. */
  contact: string;
  /** Places that are still in line, or to be confirmed. */
  inLine: number;
  /** Places that are in line no more. */
  ended: number;
  /** Drops that they want to be told of. */
  wishes: number;
  lastAt: Date;
};

/** People without an order whose name, email or number hold what was typed, or who asked last if nothing was; at most 60. */
export async function findWhoWaits(typed: string): Promise<WaitingRow[]> {
  const pattern = `%${typed.replace(/[\\%_]/g, "\\$&")}%`;
  const digits = typed.replace(/\D/g, "").replace(/^0+/, "");
  const number = digits.length >= 4 ? `%${digits}%` : "";
  return db().$queryRaw<WaitingRow[]>`
    SELECT (array_agg(a.id ORDER BY a.at DESC))[1] AS "waitingId", max(a.name) AS name, a.contact,
           count(*) FILTER (WHERE a.kind = 'in_line')::int AS "inLine", count(*) FILTER (WHERE a.kind = 'ended')::int AS ended,
           count(*) FILTER (WHERE a.kind = 'wish')::int AS wishes, max(a.at) AS "lastAt"
      FROM (SELECT id, name, contact, CASE WHEN state IN ('unconfirmed', 'waiting', 'offered') THEN 'in_line' ELSE 'ended' END AS kind, asked_at AS at
              FROM waiting_places WHERE contact <> ''
             UNION ALL SELECT id, '', email, 'wish', asked_at FROM drop_wishes) AS a
     WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_email <> '' AND lower(o.customer_email) = a.contact)
       AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_phone <> '' AND o.customer_phone = a.contact)
     GROUP BY a.contact
    HAVING bool_or(a.name ILIKE ${pattern}) OR a.contact ILIKE ${pattern} OR (${number} <> '' AND a.contact LIKE ${number})
     ORDER BY max(a.at) DESC, a.contact LIMIT 60`;
}
