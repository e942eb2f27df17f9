import type { z } from "zod";
import { type Actor, requirePermission, type StaffActor, type SystemActor } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { type Role, roleWords } from "@/lib/permission";
import type { inviteInput } from "@/lib/staff/input";
import { makeLink } from "@/lib/staff/links";
import { mailGoesOut } from "@/lib/staff/mail-goes-out";
import { requireStillManages } from "@/lib/staff/member";
import { proveForOwner } from "@/lib/staff/prove-for-owner";
import { refuse } from "@/lib/staff/refusals";

/** The address to hand over by oneself, or null if a mail carries it. */
export type Shown = { address: string | null };

/**
 * Invites someone to the staff by a link that works once, for 72 hours. Without a mail server the link is returned, this once.
 * Inviting an owner takes one's own password.
 * Refuses `already_staff`, `already_invited`, `password_asked`, `wrong_password`, `too_many`, `not_permitted`, `not_signed_in`.
 */
export async function invite(
  actor: Actor | null,
  { email, role, password }: z.output<typeof inviteInput>,
): Promise<Shown> {
  const who = requirePermission(actor, "staff.manage");
  const requireProof = await proveForOwner(who, role === "owner" ? password : "");
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    requireProof(role);
    if (await tx.staffMember.findFirst({ where: { email, removedAt: null }, select: { id: true } }))
      refuse("already_staff", { email });
    const open = { kind: "invite", email, usedAt: null, withdrawnAt: null } as const;
    if (await tx.staffLink.findFirst({ where: open, select: { id: true } })) refuse("already_invited", { email });
    return sendInvite(tx, who, { email, role });
  });
}

/** The step that makes an invite's link and the event that sends it. */
export async function sendInvite(
  tx: Tx,
  who: StaffActor | SystemActor,
  { email, role }: { email: string; role: Role },
): Promise<Shown> {
  const { id, address } = await makeLink(tx, { kind: "invite", email, role, madeBy: who });
  await recordEvent(tx, who, { ...inviteEvent("staff.invited", { id, email, role }, who.name), told: true });
  return { address: mailGoesOut() ? null : address };
}

/** An event about an invite; the address of whom it is for is kept apart. */
export function inviteEvent(type: string, { id, email, role }: { id: string; email: string; role: Role }, by: string) {
  const subject = { kind: "staff", id, name: `Invite as ${roleWords[role].toLowerCase()}` } as const;
  return { type, subject, at: new Date(), snapshot: { role, by }, personal: { snapshot: { email } } };
}
