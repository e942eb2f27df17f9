import type { z } from "zod";
import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { mayRole } from "@/lib/permission";
import type { roleInput } from "@/lib/staff/input";
import { withdrawLinksMadeBy } from "@/lib/staff/links";
import { getMember, requireAnotherOwner, requireStillManages } from "@/lib/staff/member";
import { proveForOwner } from "@/lib/staff/prove-for-owner";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Gives someone another role, which their next request has; links that they made for others and may make no longer are withdrawn. The
 * same role changes nothing.
 * Making an owner takes one's own password.
 * Refuses `last_owner` for the only owner, `password_asked`, `wrong_password`, `too_many`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function changeRole(
  actor: Actor | null,
  { staffId, role, password }: z.output<typeof roleInput>,
): Promise<void> {
  const who = requirePermission(actor, "staff.manage");
  const requireProof = await proveForOwner(who, role === "owner" ? password : "");
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    const member = await getMember(tx, staffId);
    if (member.role === role) return;
    requireProof(role);
    if (member.role === "owner") await requireAnotherOwner(tx, member);
    await tx.staffMember.update({ where: { id: staffId }, data: { role }, select: { id: true } });
    announce(tx, "shop");
    const now = mayRole(role, "staff.manage") ? {} : await withdrawLinksMadeBy(tx, staffId);
    const event = staffEvent("staff.role_changed", { ...member, role }, { previous: { role: member.role }, now });
    await recordEvent(tx, who, event);
  });
}
