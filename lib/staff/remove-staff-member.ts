import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import { endSessionsOf } from "@/lib/staff/end-sessions";
import { refuse } from "@/lib/staff/refusals";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Takes someone off the staff: every session of theirs ends at once and they cannot sign in again. What they did stays.
 * Refuses `not_found`, and `last_owner` for the only owner.
 */
export async function removeStaffMember(actor: Actor, { staffId }: { staffId: string }): Promise<void> {
  requirePermission(actor, "staff.manage");
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    const member = await getMember(tx, staffId);
    if (member.role === "owner") await requireAnotherOwner(tx, member);
    const removedAt = new Date();
    await tx.staffMember.update({ where: { id: staffId }, data: { removedAt }, select: { id: true } });
    await endSessionsOf(tx, staffId);
    await recordEvent(tx, actor, staffEvent("staff.removed", member));
  });
}

type Member = { id: string; name: string; email: string; role: string };

async function getMember(tx: Tx, id: string): Promise<Member> {
  const member = await tx.staffMember.findFirst({
    where: { id, removedAt: null },
    select: { id: true, name: true, email: true, role: true },
  });
  return member ?? refuseCommon("not_found", { what: "staff member" });
}

async function requireAnotherOwner(tx: Tx, { id, name }: Member): Promise<void> {
  const others = await tx.staffMember.count({ where: { role: "owner", removedAt: null, id: { not: id } } });
  if (others === 0) refuse("last_owner", { name });
}
