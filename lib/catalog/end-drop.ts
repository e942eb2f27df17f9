import { type Actor, requirePermission } from "@/lib/actor";
import { withDrop } from "@/lib/catalog/drop-record";
import { refuse } from "@/lib/catalog/refusals";

/**
 * Ends a running drop at this instant, and records `drop.ended`: what was ordered stays, and no more can be. Refuses `drop_not_begun`, `drop_over`,
 * `not_found`, `busy`.
 */
export async function endDrop(actor: Actor | null, { dropId }: { dropId: string }): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await withDrop(who, { dropId, type: "drop.ended" }, async (tx, { state, at }) => {
    if (state === "coming") refuse("drop_not_begun", {});
    if (state !== "running") refuse("drop_over", {});
    await tx.drop.update({ where: { id: dropId }, data: { endsAt: at }, select: { id: true } });
  });
}
