import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination, recordDestination } from "@/lib/deliveries/change-of-destination";
import { newSigningSecret } from "@/lib/deliveries/connect-destination";
import { secretLost } from "@/lib/deliveries/open-destination";
import { refuse } from "@/lib/deliveries/refusals";
import { seal } from "@/lib/secrets";

/** How long a webhook is signed with the old secret beside the new one. */
export const oldSecretHours = 24;

/**
 * Makes a new signing secret for a webhook; the old one holds for a day more, so that its receiver can change over in peace. Returns the new one, which is
 * shown this once. Refuses `no_own_secret` for kinds whose other side gives the secret out, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function rotateSecret(actor: Actor | null, { destinationId }: { destinationId: string }): Promise<string> {
  const who = requirePermission(actor, "destinations.connect");
  const secret = newSigningSecret();
  await inTransaction(async (tx) => {
    const before = await lockDestination(tx, destinationId);
    if (before.kind !== "webhook") refuse("no_own_secret", { name: before.name });
    // One that cannot be read any more cannot be signed with either.
    const lost = before.pausedReason === secretLost;
    await tx.$executeRaw`
      UPDATE destinations SET sealed_secret = ${seal(secret)}, former_secret = ${lost ? "" : before.sealedSecret},
             former_until = CASE WHEN ${!lost}::boolean THEN holdfast_now() + make_interval(hours => ${oldSecretHours}) END,
             paused_at = CASE WHEN ${!lost}::boolean THEN paused_at END, paused_reason = '', version = version + 1, changed_by = ${who.name}
       WHERE id = ${destinationId}`;
    await recordDestination(tx, who, before, { type: "destination.secret_rotated" });
  });
  return secret;
}
