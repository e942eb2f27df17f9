import type { z } from "zod";
import { type Actor, requireMember } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { getShop } from "@/lib/settings/queries";
import type { proofInput } from "@/lib/staff/input";
import { getMember } from "@/lib/staff/member";
import { provePassword } from "@/lib/staff/prove-password";
import { refuse } from "@/lib/staff/refusals";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Turns one's own second factor off, which takes the password. Refuses `second_factor_required` where the shop asks everyone for
 * one, `no_second_factor`, `wrong_password`, `too_many`, `not_signed_in`.
 */
export async function turnOffSecondFactor(
  actor: Actor | null,
  { password }: z.output<typeof proofInput>,
): Promise<void> {
  const who = requireMember(actor);
  await provePassword(who.id, password);
  if ((await getShop()).twoFactorRequired) refuse("second_factor_required", {});
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    const member = await getMember(tx, who.id);
    await dropSecondFactor(tx, who.id);
    const more = { previous: { secondFactor: true }, now: { secondFactor: false }, told: true };
    await recordEvent(tx, who, staffEvent("staff.second_factor_off", member, more));
  });
}

/** The step that takes a member's second factor away, with its recovery codes. Refuses `no_second_factor`. */
export async function dropSecondFactor(tx: Tx, staffId: string): Promise<void> {
  if (!(await takeFactorAway(tx, staffId))) refuse("no_second_factor", {});
}

/** The same for who may have none. Returns whether they had one. */
export async function takeFactorAway(tx: Tx, staffId: string): Promise<boolean> {
  const none = { sealedTotp: null, sealedNewTotp: null, totpLastStep: null, totpSince: null };
  const { count } = await tx.staffMember.updateMany({ where: { id: staffId, sealedTotp: { not: null } }, data: none });
  await tx.recoveryCode.deleteMany({ where: { staffId } });
  return count > 0;
}
