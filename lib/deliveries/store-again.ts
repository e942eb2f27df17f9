import type { Tx } from "@/lib/db/transaction";
import type { DeliveryChannel } from "@/lib/deliveries/status";

/** What is due once its row is stored. */
export type DueAgain = { id: string; channel: DeliveryChannel; destinationId: string | null; nextAttemptAt: Date };

/** What a delivery that goes again under its own id has instead of its old bytes; without them it keeps those. */
export type SameRow = { id: string; address?: string; body?: string };

/** What repeats another delivery: for the same event and with the same bytes, unless it says otherwise. */
export type Copy = { id: string; repeatsId: string; eventId: string; address?: string; body?: string };

/**
 * Makes deliveries due again under their own ids, their tries beginning anew. One with other bytes goes to the end of its line, as the newest that is told
 * there.
 */
export async function storeSameRows(tx: Tx, rows: readonly SameRow[]): Promise<DueAgain[]> {
  if (rows.length === 0) return [];
  return tx.$queryRaw<DueAgain[]>`
    UPDATE deliveries AS d SET state = 'waiting', next_attempt_at = holdfast_now(), settled_at = NULL, last_error = '', because = '', receipt = NULL,
           receipt_at = NULL, provider_id = '', uncounted = attempts,
           address = coalesce(a.address, d.address), body = coalesce(a.body, d.body),
           line_at = CASE WHEN a.body IS NULL OR d.line IS NULL THEN d.line_at ELSE holdfast_now() END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS a(id text, address text, body text)
     WHERE d.id = a.id
    RETURNING d.id, d.channel::text AS channel, d.destination_id AS "destinationId", d.next_attempt_at AS "nextAttemptAt"`;
}

/**
 * Stores deliveries that repeat others, each at the end of its order's line, as the next copy about its event. A first copy is planned and never made here. The
 * events' rows are locked, so that two who press at once get numbers of their own.
 */
export async function storeCopies(tx: Tx, copies: readonly Copy[]): Promise<DueAgain[]> {
  if (copies.length === 0) return [];
  await tx.$queryRaw`
    SELECT 1 FROM events WHERE id = ANY(${copies.map(({ eventId }) => eventId)}::text[]) ORDER BY id FOR UPDATE`;
  return tx.$queryRaw<DueAgain[]>`
    WITH copies AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) AS c(id text, "repeatsId" text, "eventId" text, address text, body text)
    ),
    numbered AS (
      SELECT c.id, c."repeatsId", c."eventId", coalesce(c.address, d.address) AS address, coalesce(c.body, d.body) AS body,
             d.channel, d.place, d.order_id, d.destination_id, d.subject, d.html, d.calendar,
             CASE WHEN d.destination_id IS NOT NULL THEN coalesce(d.line, d.order_id) END AS line,
             row_number() OVER (PARTITION BY c."eventId", d.channel, d.place ORDER BY c.id)
               + (SELECT greatest(max(o.copy), 1) FROM deliveries AS o WHERE (o.event_id, o.channel, o.place) = (c."eventId", d.channel, d.place)) AS copy
        FROM copies AS c JOIN deliveries AS d ON d.id = c."repeatsId"
    )
    INSERT INTO deliveries (id, event_id, channel, place, copy, order_id, destination_id, line, line_at, address, subject, body, html, calendar, repeats_id,
                            next_attempt_at, created_at)
    SELECT id, "eventId", channel, place, copy, order_id, destination_id, line, CASE WHEN line IS NOT NULL THEN holdfast_now() END,
           address, subject, body, html, calendar, "repeatsId", holdfast_now(), holdfast_now()
      FROM numbered
    RETURNING id, channel::text AS channel, destination_id AS "destinationId", next_attempt_at AS "nextAttemptAt"`;
}
