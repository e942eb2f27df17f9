import type { z } from "zod";
import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import type { takeBackInput } from "@/lib/staff/input";
import { requireStillManages } from "@/lib/staff/member";
import { proveForOwner } from "@/lib/staff/prove-for-owner";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Takes back that someone was removed: they may sign in again as before, in the role they had. For an owner it takes one's own password.
 * Refuses `not_found`, `password_asked`, `wrong_password`, `too_many`, `not_permitted`.
 */
export async function takeBackStaffMember(
  actor: Actor | null,
  { staffId, password }: z.output<typeof takeBackInput>,
): Promise<void> {
  const who = requirePermission(actor, "staff.manage");
  const requireProof = await proveForOwner(who, password);
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    const select = { id: true, name: true, email: true, role: true };
    const removed = await tx.staffMember.findFirst({ where: { id: staffId, removedAt: { not: null } }, select });
    if (!removed) return refuseCommon("not_found", { what: "former staff member" });
    requireProof(removed.role);
    await tx.staffMember.update({ where: { id: staffId }, data: { removedAt: null }, select: { id: true } });
    await recordEvent(tx, who, staffEvent("staff.taken_back", removed));
  });
}
