import { prepare } from "@/lib/db/client";
import { descendTo } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";

const peopleSql = prepare(`
  INSERT INTO people AS p (key, seen_at) SELECT key, holdfast_now() FROM unnest($1::text[]) AS key ORDER BY key
  ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at`);

/**
 * Locks people by their keys, in the order of the keys, making those that are not there. Whoever shares a key waits here; what they ordered is
 * read by a later statement.
 */
export async function lockPeople(tx: Tx, keys: readonly string[]): Promise<void> {
  descendTo(tx, "people");
  if (keys.length > 0) await tx.$executeRawUnsafe(peopleSql, [...new Set(keys)].sort());
}

export type LockedCode = { id: string; codeHash: string; tries: number; confirmedAt: Date | null; over: boolean };

/** Locks the newest code of a cart. Null if none was sent. */
export async function lockCode(tx: Tx, cartId: string): Promise<LockedCode | null> {
  descendTo(tx, "people");
  const [newest] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM contact_codes WHERE cart_id = ${cartId} ORDER BY made_at DESC, id DESC LIMIT 1 FOR UPDATE`;
  if (!newest) return null;
  const rows = await tx.$queryRaw<LockedCode[]>`
    SELECT id, code_hash AS "codeHash", tries, confirmed_at AS "confirmedAt", ends_at <= holdfast_now() AS over
      FROM contact_codes WHERE id = ${newest.id}`;
  return rows[0] ?? null;
}
