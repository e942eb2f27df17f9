import type { z } from "zod";
import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import type { renewInviteInput } from "@/lib/staff/input";
import { type Shown, sendInvite } from "@/lib/staff/invite";
import { requireStillManages } from "@/lib/staff/member";
import { proveForOwner } from "@/lib/staff/prove-for-owner";
import { takeBack } from "@/lib/staff/withdraw-invite";

/**
 * Sends an invite again, by a new link for another 72 hours; the old one no longer works. Without a mail server the link is
 * returned, this once. An owner's invite takes one's own password.
 * Refuses `not_found` if it was used or withdrawn, `password_asked`, `wrong_password`, `too_many`, `not_permitted`.
 */
export async function renewInvite(
  actor: Actor | null,
  { inviteId, password }: z.output<typeof renewInviteInput>,
): Promise<Shown> {
  const who = requirePermission(actor, "staff.manage");
  const requireProof = await proveForOwner(who, password);
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    const invite = await takeBack(tx, inviteId);
    requireProof(invite.role);
    return sendInvite(tx, who, invite);
  });
}
