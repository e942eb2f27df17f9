import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { type Shown, sendInvite } from "@/lib/staff/invite";
import { requireStillManages } from "@/lib/staff/member";
import { takeBack } from "@/lib/staff/withdraw-invite";

/**
 * Sends an invite again, by a new link for another 72 hours; the old one no longer works. Without a mail server the link is
 * returned, this once. Refuses `not_found` if it was used or withdrawn, `not_permitted`.
 */
export async function renewInvite(actor: Actor | null, { inviteId }: { inviteId: string }): Promise<Shown> {
  const who = requirePermission(actor, "staff.manage");
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    return sendInvite(tx, who, await takeBack(tx, inviteId));
  });
}
