import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { getMember } from "@/lib/staff/member";
import { staffEvent } from "@/lib/staff/staff-event";

/** Signs a colleague out of every browser. Refuses `not_permitted`, `not_signed_in`, `not_found`. Returns how many sessions ended. */
export async function endSessions(actor: Actor | null, { staffId }: { staffId: string }): Promise<number> {
  const who = requirePermission(actor, "staff.manage");
  return inTransaction(async (tx) => {
    const member = await getMember(tx, staffId);
    const ended = await endSessionsOf(tx, staffId);
    await recordEvent(tx, who, staffEvent("staff.sessions_ended", member, { now: { ended } }));
    return ended;
  });
}

/** The step of other commands that ends a member's sessions, all but one if it is named. */
export async function endSessionsOf(tx: Tx, staffId: string, { keep }: { keep?: string } = {}): Promise<number> {
  const where = { staffId, endedAt: null, ...(keep && { id: { not: keep } }) };
  const { count } = await tx.session.updateMany({ where, data: { endedAt: new Date() } });
  announce(tx, "shop");
  return count;
}
