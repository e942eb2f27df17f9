import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction } from "@/lib/db/transaction";

const detail = "Restored from a backup: it may have been sent after the backup was taken.";

/**
 * After a restore: emails and texts that were waiting when the backup was taken become unknown, because the shop that was lost may have sent them. Exports
 * stay waiting: who receives them knows them by their id. Returns how many became unknown. Refuses `not_permitted`.
 */
export async function doubtWaiting(actor: Actor | null): Promise<number> {
  requirePermission(actor, "deliveries.send_again");
  return inTransaction(async (tx) => {
    const doubted = await tx.$executeRaw`
      UPDATE deliveries SET state = 'unknown', lease_token = NULL, leased_until = NULL, next_attempt_at = NULL, settled_at = holdfast_now(), last_error = ${detail}
       WHERE channel IN ('email', 'text') AND state IN ('waiting', 'sending')`;
    if (doubted > 0) announce(tx, "deliveries");
    return doubted;
  });
}
