import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination, recordDestination } from "@/lib/deliveries/change-of-destination";
import { secretOf } from "@/lib/deliveries/connection-input";
import { refuse } from "@/lib/deliveries/refusals";
import { wakeDestination } from "@/lib/deliveries/wake";
import { seal } from "@/lib/secrets";

type Entered = { destinationId: string; secret: string };

/**
 * Takes the secret of a destination anew: a Slack address, a service account's key file, or a webhook's own secret. A destination that was paused for want of
 * it goes on. Refuses `wrong_secret` if it is none of that kind, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function enterSecret(actor: Actor | null, { destinationId, secret }: Entered): Promise<void> {
  const who = requirePermission(actor, "destinations.connect");
  await inTransaction(async (tx) => {
    const before = await lockDestination(tx, destinationId);
    const kept = secretOf(before.kind, secret);
    if (!kept) return refuse("wrong_secret", { name: before.name });
    await tx.$executeRaw`
      UPDATE destinations SET sealed_secret = ${seal(kept)}, former_secret = '', former_until = NULL, version = version + 1, changed_by = ${who.name},
             paused_at = CASE WHEN paused_reason = '' THEN paused_at END, paused_reason = '',
             probe_at = CASE WHEN broken_at IS NOT NULL THEN holdfast_now() END
       WHERE id = ${destinationId}`;
    await recordDestination(tx, who, before, { type: "destination.secret_rotated" });
    await wakeDestination(tx, destinationId);
  });
}
