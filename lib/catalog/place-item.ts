import { type Actor, requirePermission } from "@/lib/actor";
import { moved } from "@/lib/catalog/rules";
import { nextVersion } from "@/lib/catalog/with-item";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";

export type ItemPlace = { itemId: string; categoryId: string; before: string | null };

/**
 * Moves an item to before another of a category, or to its end, and records `item.moved`. Two people who move at once both get their wish: each
 * says where one item goes, not how all of them stand. Refuses `not_found`, `busy`.
 */
export async function placeItem(actor: Actor | null, { itemId, categoryId, before }: ItemPlace): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await inTransaction(async (tx) => {
    await lockCatalog(tx);
    const from = await placeOf(tx, itemId);
    const ids = await itemsIn(tx, categoryId);
    const next = moved(ids, itemId, before);
    if (from.categoryId === categoryId && next.join() === ids.join()) return;
    await write(tx, who, { itemId, categoryId, elsewhere: from.categoryId !== categoryId });
    await number(tx, next);
    const to = await placeOf(tx, itemId);
    const subject = { kind: "item", id: itemId, name: to.name } as const;
    const [snapshot, previous] = [to, from].map(({ category, position }) => ({ category, position }));
    await recordEvent(tx, who, { type: "item.moved", subject, at: new Date(), snapshot: snapshot!, previous });
    announce(tx, "shop");
  });
}

async function placeOf(tx: Tx, id: string) {
  const item = await tx.item.findUnique({
    where: { id },
    select: { name: true, categoryId: true, position: true, category: { select: { name: true } } },
  });
  const { category, ...place } = item ?? refuseCommon("not_found", { what: "item" });
  return { ...place, category: category.name };
}

async function itemsIn(tx: Tx, categoryId: string): Promise<string[]> {
  const found = await tx.category.findUnique({
    where: { id: categoryId },
    select: { items: { select: { id: true }, orderBy: [{ position: "asc" }, { id: "asc" }] } },
  });
  return (found ?? refuseCommon("not_found", { what: "category" })).items.map(({ id }) => id);
}

/** Another category is a change of the item itself, which a form opened before must hear of. */
async function write(
  tx: Tx,
  actor: Actor,
  { itemId, categoryId, elsewhere }: { itemId: string; categoryId: string; elsewhere: boolean },
) {
  if (!elsewhere) return;
  await tx.item.update({ where: { id: itemId }, data: { categoryId }, select: { id: true } });
  await nextVersion(tx, actor, itemId);
}

async function number(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE items SET position = o.at - 1 FROM unnest(${[...ids]}::text[]) WITH ORDINALITY AS o(id, at)
     WHERE items.id = o.id AND position <> o.at - 1`;
}
