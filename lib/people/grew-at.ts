/**
 * When an order `o` last got more of something by a change, as SQL, and null if it never did. `which` is a condition on a line `s` of the order as the
 * change left it. Events are the record: an order's own row says only when it was placed.
 */
export function grewAtSql(which: string): string {
  return `(
  SELECT max(e.at) FROM events e
   WHERE e.order_id = o.id AND e.type = 'order.changed' AND EXISTS (
         SELECT 1 FROM jsonb_to_recordset(e.snapshot->'lines') AS s(id text, "itemId" text, quantity int)
           JOIN jsonb_to_recordset(e.previous->'lines') AS p(id text, quantity int) ON p.id = s.id
          WHERE s.quantity > p.quantity AND ${which}))`;
}
