import type { z } from "zod";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { endSessionsOf } from "@/lib/staff/end-sessions";
import type { resetInput } from "@/lib/staff/input";
import { countUse } from "@/lib/staff/link-throttle";
import { takeLink, withdrawLinks } from "@/lib/staff/links";
import { getMember, type Member } from "@/lib/staff/member";
import { hashPassword } from "@/lib/staff/passwords";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Sets a new password by a link, and ends every session. Signing in afterwards still asks for the second factor, if there is one.
 * Open to whoever holds the link; it works once. Refuses `link_unusable`, `too_many`.
 */
export async function resetPassword({ token, password }: z.output<typeof resetInput>, address: string): Promise<void> {
  await countUse(address);
  const passwordHash = await hashPassword(password);
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    const { staffId } = await takeLink(tx, "reset", token);
    const member = await getMember(tx, String(staffId));
    await setPassword(tx, member, passwordHash);
    await endSessionsOf(tx, member.id);
    const event = staffEvent("staff.password_changed", member, { now: { by: "link" }, told: true });
    await recordEvent(tx, { kind: "staff", ...member }, event);
  });
}

/**
 * The step that stores a new password. Links of theirs no longer work: neither one for another password, nor one to a new email
 * address, which whoever knew the old password may have asked for.
 */
export async function setPassword(tx: Tx, { id }: Pick<Member, "id">, passwordHash: string): Promise<void> {
  await tx.staffMember.update({ where: { id }, data: { passwordHash }, select: { id: true } });
  await withdrawLinks(tx, { staffId: id });
}
