import type { Tx } from "@/lib/db/transaction";
import { personalColumns } from "@/lib/deliveries/order-row";

/**
 * Empties the messages about orders: address, subject, words and what went wrong with them. What was not sent yet is withdrawn. Exports keep
 * what the other system needs to know, without the person. Returns how many were withdrawn.
 */
export async function eraseDeliveries(tx: Tx, orderIds: readonly string[]): Promise<number> {
  // Locked first, by a statement of its own: a copy that is being made of one of them is then seen by those that follow.
  await tx.$queryRaw`SELECT 1 FROM deliveries WHERE order_id = ANY(${orderIds}::text[]) ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`
    UPDATE delivery_attempts SET detail = ''
     WHERE delivery_id IN (SELECT id FROM deliveries WHERE order_id = ANY(${orderIds}::text[]))`;
  await tx.$executeRaw`
    UPDATE deliveries SET last_error = '',
           body = (jsonb_set(jsonb_set(body::jsonb, '{data,order,customer}', '{"id": null, "name": "", "email": "", "phone": ""}'),
                            '{data,order,note}', 'null') #- '{data,previous,customer}' #- '{data,previous,note}')::text
     WHERE order_id = ANY(${orderIds}::text[]) AND channel = 'webhook'`;
  await eraseRows(tx, orderIds);
  await tx.$executeRaw`
    UPDATE deliveries SET address = '', subject = '', body = '', html = '', calendar = '', last_error = '', provider_id = ''
     WHERE order_id = ANY(${orderIds}::text[]) AND channel IN ('email', 'text', 'slack')`;
  return tx.$executeRaw`
    UPDATE deliveries SET state = 'withdrawn', next_attempt_at = NULL, lease_token = NULL, leased_until = NULL, settled_at = holdfast_now()
     WHERE order_id = ANY(${orderIds}::text[]) AND channel IN ('email', 'text', 'slack') AND state IN ('waiting', 'sending', 'unknown', 'kept')`;
}

/** Rows of sheets and files: the cells under headings about a person are emptied, the rest of the row stays. */
async function eraseRows(tx: Tx, orderIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE deliveries SET last_error = '', body = jsonb_set(body::jsonb, '{cells}', (
             SELECT jsonb_agg(CASE WHEN heading = ANY(${personalColumns}::text[]) THEN '""'::jsonb ELSE cell END ORDER BY place)
               FROM ROWS FROM (jsonb_array_elements(body::jsonb->'cells'), jsonb_array_elements_text(body::jsonb->'headings'))
                    WITH ORDINALITY AS row (cell, heading, place)))::text
     WHERE order_id = ANY(${orderIds}::text[]) AND channel IN ('sheet', 'folder')`;
}
