import { type Actor, requirePermission } from "@/lib/actor";
import { categoryEvent, getCategory } from "@/lib/catalog/category-record";
import { refuse } from "@/lib/catalog/refusals";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

/** Removes a category that holds nothing and records `category.deleted`. Refuses `category_not_empty`, `not_found`, `busy`. */
export async function removeCategory(actor: Actor | null, { categoryId }: { categoryId: string }): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await inTransaction(async (tx) => {
    await lockCatalog(tx);
    const category = await getCategory(tx, categoryId);
    const items = await tx.item.count({ where: { categoryId } });
    const archived = await tx.item.count({ where: { categoryId, archivedAt: { not: null } } });
    if (items > 0) refuse("category_not_empty", { category: category.name, items, archived });
    await tx.category.delete({ where: { id: categoryId }, select: { id: true } });
    await recordEvent(tx, who, categoryEvent("category.deleted", category));
    announce(tx, "shop");
  });
}
