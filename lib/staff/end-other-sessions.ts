import { type Actor, requireMember } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { endSessionsOf } from "@/lib/staff/end-sessions";
import { getMember } from "@/lib/staff/member";
import { staffEvent } from "@/lib/staff/staff-event";

/** Signs oneself out of every browser but the one in hand. Refuses `not_signed_in`. Returns how many sessions ended. */
export async function endOtherSessions(actor: Actor | null, { keep }: { keep: string }): Promise<number> {
  const who = requireMember(actor);
  return inTransaction(async (tx) => {
    const member = await getMember(tx, who.id);
    const ended = await endSessionsOf(tx, who.id, { keep });
    await recordEvent(tx, who, staffEvent("staff.sessions_ended", member, { now: { ended } }));
    return ended;
  });
}
