import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination, recordDestination } from "@/lib/deliveries/change-of-destination";
import type { ChangeDestinationInput, Chosen } from "@/lib/deliveries/destination-input";
import { refuse } from "@/lib/deliveries/refusals";
import { eventsOf } from "@/lib/deliveries/rules-of-destinations";
import { refuseCommon } from "@/lib/refusal";

/**
 * Changes a destination's name, what it hears of, and whether persons go along: for what happens from now on. Returns whether something differed.
 * Refuses `changed_meanwhile`, `orders_only` if a sheet or folder is to tell of stock, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function changeDestination(
  actor: Actor | null,
  { destinationId, version, ...wanted }: ChangeDestinationInput,
): Promise<boolean> {
  const who = requirePermission(actor, "destinations.connect");
  return inTransaction(async (tx) => {
    const before = await lockDestination(tx, destinationId);
    if (before.version !== version)
      refuseCommon("changed_meanwhile", { what: "destination", by: before.changedBy || null });
    if (!wanted.events.every((type) => type in eventsOf(before.kind))) refuse("orders_only", { name: before.name });
    const names = (Object.keys(wanted) as (keyof Chosen)[]).filter(
      (name) => JSON.stringify(wanted[name]) !== JSON.stringify(before[name]),
    );
    if (names.length === 0) return false;
    await tx.destination.update({
      where: { id: destinationId },
      data: { ...wanted, version: version + 1, changedBy: who.name },
      select: { id: true },
    });
    const of = (fields: Chosen) => Object.fromEntries(names.map((name) => [name, fields[name]]));
    const change = { type: "destination.changed", snapshot: of(wanted), previous: of(before) };
    await recordDestination(tx, who, { id: destinationId, name: wanted.name }, change);
    return true;
  });
}
