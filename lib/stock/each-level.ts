import { DatabaseUnreachable, inTransaction, type Tx } from "@/lib/db/transaction";

/**
 * Does something to each level, in a transaction of its own: one that is busy, or that fails, holds up none of the others. The first trouble is thrown once all had
 * their turn; an outage at once.
 */
export async function eachLevel(ids: readonly string[], work: (tx: Tx, id: string) => Promise<unknown>): Promise<void> {
  const troubles: unknown[] = [];
  for (const id of ids) {
    try {
      await inTransaction((tx) => work(tx, id));
    } catch (error) {
      if (error instanceof DatabaseUnreachable) throw error;
      troubles.push(error);
    }
  }
  if (troubles.length > 0) throw troubles[0];
}
