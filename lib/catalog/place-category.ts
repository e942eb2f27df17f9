import { type Actor, requirePermission } from "@/lib/actor";
import { categoryEvent, getCategory } from "@/lib/catalog/category-record";
import { moved } from "@/lib/catalog/rules";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

/** Moves a category to before another, or to the end, and records `category.moved`. Refuses `not_found`, `busy`. */
export async function placeCategory(
  actor: Actor | null,
  { categoryId, before }: { categoryId: string; before: string | null },
): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await inTransaction(async (tx) => {
    await lockCatalog(tx);
    const from = await getCategory(tx, categoryId);
    const all = await tx.category.findMany({ select: { id: true }, orderBy: [{ position: "asc" }, { id: "asc" }] });
    const ids = all.map(({ id }) => id);
    const next = moved(ids, categoryId, before);
    if (next.join() === ids.join()) return;
    await tx.$executeRaw`
      UPDATE categories SET position = o.at - 1 FROM unnest(${next}::text[]) WITH ORDINALITY AS o(id, at) WHERE categories.id = o.id`;
    const after = await getCategory(tx, categoryId);
    await recordEvent(tx, who, { ...categoryEvent("category.moved", after), previous: { position: from.position } });
    announce(tx, "shop");
  });
}
