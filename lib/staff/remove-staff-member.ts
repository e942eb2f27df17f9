import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { endSessionsOf } from "@/lib/staff/end-sessions";
import { withdrawLinks, withdrawLinksMadeBy } from "@/lib/staff/links";
import { getMember, requireAnotherOwner, requireStillManages } from "@/lib/staff/member";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Takes someone off the staff: every session of theirs ends at once and they cannot sign in again, nor by a link that they made for
 * others. What they did stays.
 * Refuses `not_found`, and `last_owner` for the only owner.
 */
export async function removeStaffMember(actor: Actor | null, { staffId }: { staffId: string }): Promise<void> {
  const who = requirePermission(actor, "staff.manage");
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    const member = await getMember(tx, staffId);
    if (member.role === "owner") await requireAnotherOwner(tx, member);
    const removedAt = new Date();
    await tx.staffMember.update({ where: { id: staffId }, data: { removedAt }, select: { id: true } });
    await endSessionsOf(tx, staffId);
    await withdrawLinks(tx, { staffId });
    const now = await withdrawLinksMadeBy(tx, staffId);
    await recordEvent(tx, who, staffEvent("staff.removed", member, { now }));
  });
}
