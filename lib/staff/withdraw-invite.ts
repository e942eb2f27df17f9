import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { Role } from "@/lib/permission";
import { refuseCommon } from "@/lib/refusal";
import { inviteEvent } from "@/lib/staff/invite";
import { withdrawLinks } from "@/lib/staff/links";
import { requireStillManages } from "@/lib/staff/member";

/** Takes an invite back: its link no longer works. Refuses `not_found` if it was used or withdrawn, `not_permitted`. */
export async function withdrawInvite(actor: Actor | null, { inviteId }: { inviteId: string }): Promise<void> {
  const who = requirePermission(actor, "staff.manage");
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    const invite = await takeBack(tx, inviteId);
    await recordEvent(tx, who, inviteEvent("staff.invite_withdrawn", invite, who.name));
  });
}

/** The step that takes an open invite back. Refuses `not_found`. */
export async function takeBack(tx: Tx, id: string): Promise<{ id: string; email: string; role: Role }> {
  const open = { id, kind: "invite", usedAt: null, withdrawnAt: null } as const;
  const found = await tx.staffLink.findFirst({ where: open, select: { email: true, role: true } });
  if (!found?.role) return refuseCommon("not_found", { what: "invite" });
  await withdrawLinks(tx, { id });
  return { id, email: found.email, role: found.role };
}
