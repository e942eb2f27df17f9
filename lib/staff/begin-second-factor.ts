import type { z } from "zod";
import { type Actor, requireMember } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { seal } from "@/lib/secrets";
import type { proofInput } from "@/lib/staff/input";
import { provePassword } from "@/lib/staff/prove-password";
import { newTotpSecret } from "@/lib/staff/totp";

/**
 * Makes a secret to set a second factor up with, which takes the password. Nothing asks for it until `turnOnSecondFactor`; one
 * that is on stays so until then. Refuses `wrong_password`, `too_many`, `not_signed_in`.
 */
export async function beginSecondFactor(actor: Actor | null, { password }: z.output<typeof proofInput>): Promise<void> {
  const who = requireMember(actor);
  await provePassword(who.id, password);
  const sealedNewTotp = seal(newTotpSecret());
  await inTransaction((tx) =>
    tx.staffMember.update({ where: { id: who.id }, data: { sealedNewTotp }, select: { id: true } }),
  );
}
