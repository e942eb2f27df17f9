import type { z } from "zod";
import { type Actor, requireMember } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { passwordInput } from "@/lib/staff/input";
import { type Browser, type NewSession, renewSession } from "@/lib/staff/make-session";
import { getMember } from "@/lib/staff/member";
import { hashPassword } from "@/lib/staff/passwords";
import { provePassword } from "@/lib/staff/prove-password";
import { setPassword } from "@/lib/staff/reset-password";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Changes one's own password, which takes the old one. Every session ends; the browser in hand gets a new one.
 * Refuses `wrong_password`, `too_many`, `not_signed_in`.
 */
export async function changePassword(
  actor: Actor | null,
  { oldPassword, password }: z.output<typeof passwordInput>,
  from: Browser,
): Promise<NewSession> {
  const who = requireMember(actor);
  await provePassword(who.id, oldPassword);
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    const member = await getMember(tx, who.id);
    await setPassword(tx, member, passwordHash);
    const event = staffEvent("staff.password_changed", member, { now: { by: "account page" }, told: true });
    await recordEvent(tx, who, event);
    return renewSession(tx, who.id, from);
  });
}
