import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import { requireStillManages } from "@/lib/staff/member";
import { staffEvent } from "@/lib/staff/staff-event";

/** Takes back that someone was removed: they may sign in again as before, in the role they had. Refuses `not_found`, `not_permitted`. */
export async function takeBackStaffMember(actor: Actor | null, { staffId }: { staffId: string }): Promise<void> {
  const who = requirePermission(actor, "staff.manage");
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    const select = { id: true, name: true, email: true, role: true };
    const removed = await tx.staffMember.findFirst({ where: { id: staffId, removedAt: { not: null } }, select });
    if (!removed) return refuseCommon("not_found", { what: "former staff member" });
    await tx.staffMember.update({ where: { id: staffId }, data: { removedAt: null }, select: { id: true } });
    await recordEvent(tx, who, staffEvent("staff.taken_back", removed));
  });
}
