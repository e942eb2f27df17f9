import type { z } from "zod";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { linkInput } from "@/lib/staff/input";
import { countUse } from "@/lib/staff/link-throttle";
import { takeLink, withdrawLinks } from "@/lib/staff/links";
import { getMember, type Member } from "@/lib/staff/member";
import { refuse } from "@/lib/staff/refusals";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Makes a new email address count, by the link that was sent to it; the old address is told. Open to whoever holds the link.
 * Returns the address. Refuses `link_unusable`, `already_staff`, `too_many`.
 */
export async function confirmEmail({ token }: z.output<typeof linkInput>, address: string): Promise<string> {
  await countUse(address);
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    const { staffId, email } = await takeLink(tx, "email", token);
    await setEmail(tx, await getMember(tx, String(staffId)), email);
    return email;
  });
}

/** The step that gives a member another email address. Links to the old one no longer work. Refuses `already_staff`. */
export async function setEmail(tx: Tx, member: Member, email: string): Promise<void> {
  const { id, email: former } = member;
  if (await tx.staffMember.findUnique({ where: { email }, select: { id: true } })) refuse("already_staff", { email });
  await tx.staffMember.update({ where: { id }, data: { email }, select: { id: true } });
  await withdrawLinks(tx, { staffId: id });
  const personal = { snapshot: { formerEmail: former }, previous: { email: former } };
  const event = staffEvent("staff.email_changed", { ...member, email }, { personal, told: true });
  await recordEvent(tx, { kind: "staff", ...member }, event);
}
