import type { z } from "zod";
import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import type { Role } from "@/lib/permission";
import { endSessionsOf } from "@/lib/staff/end-sessions";
import { staffMemberInput } from "@/lib/staff/input";
import { hashPassword } from "@/lib/staff/passwords";
import { refuse } from "@/lib/staff/refusals";
import { staffEvent } from "@/lib/staff/staff-event";

/** Takes someone onto the staff, or back onto it. Returns their id. Refuses `already_staff`. */
export async function addStaffMember(actor: Actor | null, given: z.input<typeof staffMemberInput>): Promise<string> {
  const who = requirePermission(actor, "staff.manage");
  const { password, ...person } = staffMemberInput.parse(given);
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    const { email } = person;
    const taken = await tx.staffMember.findFirst({ where: { email, removedAt: null }, select: { id: true } });
    if (taken) refuse("already_staff", { email });
    return keepMember(tx, who, { ...person, passwordHash });
  });
}

export type Person = { email: string; name: string; role: Role; passwordHash: string };

/**
 * The step of commands that puts a person on the staff, whether new or known by this email. Who comes back does so without the
 * second factor that they had.
 */
export async function keepMember(tx: Tx, actor: Actor, person: Person): Promise<string> {
  const { email, ...rest } = person;
  const { id } = await tx.staffMember.upsert({
    where: { email },
    create: { id: newId("stf"), ...person },
    update: { ...rest, removedAt: null, sealedTotp: null, sealedNewTotp: null, totpLastStep: null, totpSince: null },
    select: { id: true },
  });
  await endSessionsOf(tx, id);
  await tx.recoveryCode.deleteMany({ where: { staffId: id } });
  await recordEvent(tx, actor, staffEvent("staff.added", { id, name: person.name, email, role: person.role }));
  return id;
}
