import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";

/**
 * Signs a member of the staff out of every browser. Anyone may do it for themselves.
 * Refuses `not_permitted`, `not_signed_in`. Returns how many sessions ended.
 */
export async function endSessions(actor: Actor, { staffId }: { staffId: string }): Promise<number> {
  if (actor.kind !== "staff" || actor.id !== staffId) requirePermission(actor, "staff.manage");
  return inTransaction((tx) => endSessionsOf(tx, staffId));
}

/** The step of other commands that ends a member's sessions. */
export async function endSessionsOf(tx: Tx, staffId: string): Promise<number> {
  const ended = await tx.session.updateMany({ where: { staffId, endedAt: null }, data: { endedAt: new Date() } });
  announce(tx, "shop");
  return ended.count;
}
