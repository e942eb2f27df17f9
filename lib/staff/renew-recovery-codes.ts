import type { z } from "zod";
import { type Actor, requireMember } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { proofInput } from "@/lib/staff/input";
import { getMember } from "@/lib/staff/member";
import { provePassword } from "@/lib/staff/prove-password";
import { renewCodes } from "@/lib/staff/recovery-codes";
import { refuse } from "@/lib/staff/refusals";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Makes ten new recovery codes, which takes the password; the old ones no longer work. Returns them, to be seen only now.
 * Refuses `no_second_factor`, `wrong_password`, `too_many`, `not_signed_in`.
 */
export async function renewRecoveryCodes(
  actor: Actor | null,
  { password }: z.output<typeof proofInput>,
): Promise<string[]> {
  const who = requireMember(actor);
  await provePassword(who.id, password);
  return inTransaction(async (tx) => {
    const member = await getMember(tx, who.id);
    const select = { sealedTotp: true };
    if (!(await tx.staffMember.findUniqueOrThrow({ where: { id: who.id }, select })).sealedTotp)
      refuse("no_second_factor", {});
    const codes = await renewCodes(tx, who.id);
    await recordEvent(tx, who, staffEvent("staff.recovery_codes_renewed", member));
    return codes;
  });
}
