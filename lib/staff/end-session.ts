import { type Actor, requireMember, requirePermission } from "@/lib/actor";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import { getMember } from "@/lib/staff/member";
import { browserWords } from "@/lib/staff/rules";
import { staffEvent } from "@/lib/staff/staff-event";

/**
 * Signs one browser out: one's own, or with the permission a colleague's. Ending it again changes nothing.
 * Refuses `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function endSession(actor: Actor | null, { sessionId }: { sessionId: string }): Promise<void> {
  const who = requireMember(actor);
  await inTransaction(async (tx) => {
    const select = { staffId: true, browser: true, endedAt: true };
    const session = await tx.session.findUnique({ where: { id: sessionId }, select });
    if (session?.staffId !== who.id) requirePermission(who, "staff.manage");
    if (!session) return refuseCommon("not_found", { what: "session" });
    if (session.endedAt) return;
    await tx.session.update({ where: { id: sessionId }, data: { endedAt: new Date() }, select: { id: true } });
    announce(tx, "shop");
    const now = { ended: 1, browser: browserWords(session.browser) };
    await recordEvent(tx, who, staffEvent("staff.sessions_ended", await getMember(tx, session.staffId), { now }));
  });
}
