import { type Actor, requirePermission } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { endSessionsOf } from "@/lib/staff/end-sessions";
import { getMember, requireStillManages } from "@/lib/staff/member";
import { refuse } from "@/lib/staff/refusals";
import { staffEvent } from "@/lib/staff/staff-event";
import { dropSecondFactor } from "@/lib/staff/turn-off-second-factor";

/**
 * Takes away the second factor of a colleague who lost their phone and their recovery codes; they are signed out everywhere, and
 * told. Refuses `own_account`, `no_second_factor`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function resetSecondFactor(actor: Actor | null, { staffId }: { staffId: string }): Promise<void> {
  const who = requirePermission(actor, "staff.manage");
  if (who.kind === "staff" && who.id === staffId) refuse("own_account", {});
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    await requireStillManages(tx, who);
    const member = await getMember(tx, staffId);
    await dropSecondFactor(tx, staffId);
    await endSessionsOf(tx, staffId);
    const more = { previous: { secondFactor: true }, now: { secondFactor: false, by: who.name }, told: true };
    await recordEvent(tx, who, staffEvent("staff.second_factor_reset", member, more));
  });
}
