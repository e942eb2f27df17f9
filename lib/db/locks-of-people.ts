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
