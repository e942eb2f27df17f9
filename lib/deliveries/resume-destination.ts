import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination, recordDestination } from "@/lib/deliveries/change-of-destination";
import { secretLost } from "@/lib/deliveries/open-destination";
import { refuse } from "@/lib/deliveries/refusals";
import { wakeDestination } from "@/lib/deliveries/wake";
import { tryUnseal } from "@/lib/secrets";

/**
 * Lets a destination go on: what waited goes out in order. Also one that stopped answering or asked for no more is tried again at once.
 * Refuses `secret_lost` while its secret cannot be read, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function resumeDestination(
  actor: Actor | null,
  { destinationId }: { destinationId: string },
): Promise<void> {
  const who = requirePermission(actor, "destinations.connect");
  await inTransaction(async (tx) => {
    const before = await lockDestination(tx, destinationId);
    if (before.pausedReason === secretLost && tryUnseal(before.sealedSecret) === null)
      refuse("secret_lost", { name: before.name });
    await tx.$executeRaw`
      UPDATE destinations SET paused_at = NULL, paused_reason = '', disabled_at = NULL, disabled_reason = '', rests_until = NULL,
             probe_at = CASE WHEN broken_at IS NOT NULL THEN holdfast_now() END, version = version + 1, changed_by = ${who.name}
       WHERE id = ${destinationId}`;
    await recordDestination(tx, who, before, { type: "destination.resumed" });
    await wakeDestination(tx, destinationId);
  });
}
