import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination, recordDestination } from "@/lib/deliveries/change-of-destination";

type Which = { destinationId: string };

/** Lets what is meant for a destination wait, in order, until it goes on. Doing it again changes nothing. Refuses `not_found`, `not_permitted`, `not_signed_in`. */
export async function pauseDestination(actor: Actor | null, { destinationId }: Which): Promise<void> {
  const who = requirePermission(actor, "destinations.connect");
  await inTransaction(async (tx) => {
    const before = await lockDestination(tx, destinationId);
    if (before.pausedAt) return;
    await tx.$executeRaw`
      UPDATE destinations SET paused_at = holdfast_now(), paused_reason = '', version = version + 1, changed_by = ${who.name} WHERE id = ${destinationId}`;
    await recordDestination(tx, who, before, { type: "destination.paused" });
  });
}
