import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { makeResetLinkFor } from "@/lib/staff/ask-password-reset";
import type { Shown } from "@/lib/staff/invite";
import { mailGoesOut } from "@/lib/staff/mail-goes-out";
import { getMember, requireStillManages } from "@/lib/staff/member";
import { refuse } from "@/lib/staff/refusals";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Makes a link by which a colleague sets a new password: mailed to them, or without a mail server returned, this once. One's own
 * account is for its own page, which asks for the password. Refuses `own_account`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function makeResetLink(actor: Actor | null, { staffId }: { staffId: string }): Promise<Shown> {
  const who = requirePermission(actor, "staff.manage");
  if (who.kind === "staff" && who.id === staffId) refuse("own_account", {});
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    const member = await getMember(tx, staffId);
    const { id: link, address } = await makeResetLinkFor(tx, member, who);
    await recordEvent(tx, who, staffEvent("staff.reset_link_made", member, { now: { link }, told: true }));
    return { address: mailGoesOut() ? null : address };
  });
}
