import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination, recordDestination } from "@/lib/deliveries/change-of-destination";
import { refuse } from "@/lib/deliveries/refusals";

/** What the server's settings name comes back by itself. */
const named: readonly string[] = ["dst_first", "dst_viewer"];

/**
 * Disconnects a destination for good: its secret is forgotten, what waits for it is withdrawn, what was sent stays in the ledger. Returns how many were withdrawn.
 * Refuses `named_by_settings`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function removeDestination(
  actor: Actor | null,
  { destinationId }: { destinationId: string },
): Promise<number> {
  const who = requirePermission(actor, "destinations.connect");
  return inTransaction(async (tx) => {
    const before = await lockDestination(tx, destinationId);
    if (named.includes(destinationId)) refuse("named_by_settings", { name: before.name });
    await tx.$executeRaw`
      UPDATE destinations SET removed_at = holdfast_now(), sealed_secret = '', former_secret = '', former_until = NULL, broken_at = NULL, probe_at = NULL,
             version = version + 1, changed_by = ${who.name}
       WHERE id = ${destinationId}`;
    const withdrawn = await tx.$executeRaw`
      UPDATE deliveries SET state = 'withdrawn', next_attempt_at = NULL, settled_at = holdfast_now()
       WHERE destination_id = ${destinationId} AND state IN ('waiting', 'unknown')`;
    await recordDestination(tx, who, before, { type: "destination.removed" });
    return withdrawn;
  });
}
