import { type Actor, requirePermission } from "@/lib/actor";
import { hideItems } from "@/lib/catalog/drop-items";
import { withDrop } from "@/lib/catalog/drop-record";
import { refuse } from "@/lib/catalog/refusals";

/**
 * Cancels a drop that has not begun, and records `drop.cancelled`. Its items are hidden until they are published or in another drop, so that nothing
 * goes on sale by a cancellation. Those who want to be told of it hear that by letter, from the worker. Refuses `drop_begun`, `drop_over`, `not_found`, `busy`.
 */
export async function cancelDrop(actor: Actor | null, { dropId }: { dropId: string }): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await withDrop(who, { dropId, type: "drop.cancelled" }, async (tx, { drop, state, at }) => {
    if (state === "running") refuse("drop_begun", {});
    if (state !== "coming") refuse("drop_over", {});
    await hideItems(
      tx,
      who,
      drop.items.map((one) => one.itemId),
    );
    await tx.dropItem.updateMany({ where: { dropId }, data: { leftAt: at } });
    await tx.drop.update({ where: { id: dropId }, data: { cancelledAt: at }, select: { id: true } });
  });
}
