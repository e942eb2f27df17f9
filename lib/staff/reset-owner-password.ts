import type { z } from "zod";
import type { SystemActor } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { endSessionsOf } from "@/lib/staff/end-sessions";
import { ownerPasswordInput } from "@/lib/staff/input";
import { hashPassword } from "@/lib/staff/passwords";
import { refuse } from "@/lib/staff/refusals";
import { setPassword } from "@/lib/staff/reset-password";
import { staffEvent } from "@/lib/staff/staff-event";
import { takeFactorAway } from "@/lib/staff/turn-off-second-factor";

const atTheConsole: SystemActor = { kind: "system", name: "console" };

/**
 * Gives an owner a new password, takes their second factor away, and ends their sessions: the owner with this email, or the first one.
 * For the shop's own console. Returns the owner's email. Refuses `no_owner`.
 */
export async function resetOwnerPassword(given: z.input<typeof ownerPasswordInput>): Promise<{ email: string }> {
  const { email, password } = ownerPasswordInput.parse(given);
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    const owner = await findOwner(tx, email);
    if (!owner) return refuse("no_owner", {});
    await setPassword(tx, owner, passwordHash);
    const secondFactor = await takeFactorAway(tx, owner.id);
    await endSessionsOf(tx, owner.id);
    const more = secondFactor ? { previous: { secondFactor }, now: { secondFactor: false } } : {};
    await recordEvent(tx, atTheConsole, staffEvent("staff.password_reset", owner, more));
    return { email: owner.email };
  });
}

function findOwner(tx: Tx, email: string | undefined) {
  return tx.staffMember.findFirst({
    where: { role: "owner", removedAt: null, ...(email && { email }) },
    select: { id: true, name: true, email: true, role: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}
