import type { z } from "zod";
import { type Actor, requireMember } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { setEmail } from "@/lib/staff/confirm-email";
import type { emailInput } from "@/lib/staff/input";
import { makeLink, withdrawLinks } from "@/lib/staff/links";
import { mailGoesOut } from "@/lib/staff/mail-goes-out";
import { getMember, type Member } from "@/lib/staff/member";
import { provePassword } from "@/lib/staff/prove-password";
import { staffEvent } from "@/lib/staff/staff-event";

/** Whether a link was sent to the new address, or, without a mail server to send one, it counts at once. */
export type EmailChange = "asked" | "changed" | "same";

/**
 * Changes one's own email address, which takes the password, and a link that is sent to the new one.
 * Refuses `wrong_password`, `already_staff`, `too_many`, `not_signed_in`.
 */
export async function changeEmail(
  actor: Actor | null,
  { email, password }: z.output<typeof emailInput>,
): Promise<EmailChange> {
  const who = requireMember(actor);
  await provePassword(who.id, password);
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    const member = await getMember(tx, who.id);
    if (member.email === email) return "same";
    if (mailGoesOut()) return ask(tx, member, email);
    await setEmail(tx, member, email);
    return "changed";
  });
}

async function ask(tx: Tx, member: Member, email: string): Promise<"asked"> {
  await withdrawLinks(tx, { staffId: member.id, kind: "email" });
  const { id: link } = await makeLink(tx, { kind: "email", email, staffId: member.id });
  const more = { now: { link }, personal: { snapshot: { newEmail: email } }, told: true };
  await recordEvent(tx, { kind: "staff", ...member }, staffEvent("staff.email_change_asked", member, more));
  return "asked";
}
