import type { z } from "zod";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { keepMember } from "@/lib/staff/add-staff-member";
import type { acceptInput } from "@/lib/staff/input";
import { countUse } from "@/lib/staff/link-throttle";
import { takeLink } from "@/lib/staff/links";
import { type Browser, type NewSession, renewSession } from "@/lib/staff/make-session";
import { hashPassword } from "@/lib/staff/passwords";
import { refuse } from "@/lib/staff/refusals";

/**
 * Joins the staff by an invite's link, and signs in. Open to whoever holds the link; it works once.
 * Refuses `link_unusable`, `already_staff`, `too_many`.
 */
export async function acceptInvite(
  { token, name, password }: z.output<typeof acceptInput>,
  from: Browser,
): Promise<NewSession> {
  await countUse(from.address);
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    const { email, role } = await takeLink(tx, "invite", token);
    const taken = await tx.staffMember.findFirst({ where: { email, removedAt: null }, select: { id: true } });
    if (taken || !role) return refuse("already_staff", { email });
    const invited = { kind: "system", name: "invite" } as const;
    const id = await keepMember(tx, invited, { email, name, role, passwordHash });
    return renewSession(tx, id, from);
  });
}
