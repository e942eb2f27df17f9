import type { Tx } from "@/lib/db/transaction";

/** Forgets that an address wanted to be told of drops, and empties the letters that it got; what was not sent yet is withdrawn. */
export async function eraseWishes(tx: Tx, email: string): Promise<void> {
  if (!email) return;
  await tx.$executeRaw`DELETE FROM drop_wishes WHERE email = ${email}`;
  const letters = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM deliveries WHERE place LIKE 'wish:%' AND lower(address) = ${email} ORDER BY id FOR UPDATE`;
  const ids = letters.map(({ id }) => id);
  await tx.$executeRaw`UPDATE delivery_attempts SET detail = '' WHERE delivery_id = ANY(${ids}::text[])`;
  await tx.$executeRaw`
    UPDATE deliveries SET address = '', subject = '', body = '', html = '', last_error = '', provider_id = '' WHERE id = ANY(${ids}::text[])`;
  await tx.$executeRaw`
    UPDATE deliveries SET state = 'withdrawn', next_attempt_at = NULL, lease_token = NULL, leased_until = NULL, settled_at = holdfast_now()
     WHERE id = ANY(${ids}::text[]) AND state IN ('waiting', 'sending', 'unknown', 'kept')`;
}
