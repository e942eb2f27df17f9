import type { z } from "zod";
import { type Actor, requireMember } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { nameInput } from "@/lib/staff/input";
import { getMember } from "@/lib/staff/member";
import { staffEvent } from "@/lib/staff/staff-event";

/** Changes the name that colleagues see beside what one does from now on. Refuses `not_signed_in`. */
export async function changeName(actor: Actor | null, { name }: z.output<typeof nameInput>): Promise<void> {
  const who = requireMember(actor);
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    const member = await getMember(tx, who.id);
    if (member.name === name) return;
    await tx.staffMember.update({ where: { id: who.id }, data: { name }, select: { id: true } });
    const more = { previous: { name: member.name }, now: { name } };
    await recordEvent(tx, who, staffEvent("staff.renamed", { ...member, name }, more));
  });
}
