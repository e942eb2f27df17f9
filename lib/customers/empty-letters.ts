import type { Tx } from "@/lib/db/transaction";

/** Empties messages, which are locked: address, words, and what went wrong with them. What was not sent yet is withdrawn. Returns how many were. */
export async function emptyLetters(tx: Tx, ids: readonly string[]): Promise<number> {
  const messages = [...ids];
  await tx.$executeRaw`UPDATE delivery_attempts SET detail = '' WHERE delivery_id = ANY(${messages}::text[])`;
  await tx.$executeRaw`
    UPDATE deliveries SET address = '', subject = '', body = '', html = '', calendar = '', last_error = '', provider_id = ''
     WHERE id = ANY(${messages}::text[])`;
  return tx.$executeRaw`
    UPDATE deliveries SET state = 'withdrawn', next_attempt_at = NULL, lease_token = NULL, leased_until = NULL, settled_at = holdfast_now()
     WHERE id = ANY(${messages}::text[]) AND state IN ('waiting', 'sending', 'unknown', 'kept')`;
}
