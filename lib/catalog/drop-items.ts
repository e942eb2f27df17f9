import type { Actor } from "@/lib/actor";
import { instantOf } from "@/lib/catalog/decided-by-drops";
import { requireSellable } from "@/lib/catalog/publish-item";
import { refuse } from "@/lib/catalog/refusals";
import { getRecord, itemEvent } from "@/lib/catalog/with-item";
import type { Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

export type DropSpan = { id: string; startsAt: Date; endsAt: Date | null };

/**
 * The step of commands that chooses what a drop that has not begun brings. What is chosen is to be seen from now on, its own schedule forgotten; what
 * is chosen no more is hidden until it is published, so that nothing goes on sale by being left out. With the catalogue locked.
 * Refuses `drops_overlap`, `archived`, `nothing_to_sell`, `not_found`.
 */
export async function chooseItems(tx: Tx, actor: Actor, drop: DropSpan, itemIds: readonly string[]): Promise<void> {
  await requireNoOther(tx, drop, itemIds);
  const before = await tx.dropItem.findMany({ where: { dropId: drop.id }, select: { itemId: true } });
  const left = before.map(({ itemId }) => itemId).filter((id) => !itemIds.includes(id));
  await hideItems(tx, actor, left);
  await tx.dropItem.deleteMany({ where: { dropId: drop.id } });
  for (const id of itemIds) await show(tx, actor, id);
  const data = itemIds.map((itemId, position) => ({ dropId: drop.id, itemId, position }));
  await tx.dropItem.createMany({ data });
}

/** The step that hides items until they are published again, each with its event. */
export async function hideItems(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  const at = await instantOf(tx);
  for (const id of ids) {
    if ((await getRecord(tx, id)).hiddenAt) continue;
    await tx.item.update({ where: { id }, data: { hiddenAt: at }, select: { id: true } });
    const event = itemEvent("item.hidden", await getRecord(tx, id), at);
    await recordEvent(tx, actor, { ...event, previous: { hiddenAt: null } });
  }
}

async function show(tx: Tx, actor: Actor, id: string): Promise<void> {
  const item = await getRecord(tx, id);
  requireSellable(item);
  const { hiddenAt, onSaleFrom, onSaleUntil, publishedAt } = item;
  if (!hiddenAt && !onSaleFrom && !onSaleUntil) return;
  const at = await instantOf(tx);
  const data = { hiddenAt: null, onSaleFrom: null, onSaleUntil: null, publishedAt: publishedAt ?? at };
  await tx.item.update({ where: { id }, data, select: { id: true } });
  const previous = JSON.parse(JSON.stringify({ hiddenAt, onSaleFrom, onSaleUntil }));
  await recordEvent(tx, actor, { ...itemEvent("item.published", await getRecord(tx, id), at), previous });
}

/** An item is in one drop at a time. Refuses `drops_overlap`. */
export async function requireNoOther(
  tx: Tx,
  { id, startsAt, endsAt }: DropSpan,
  itemIds: readonly string[],
): Promise<void> {
  const items = await tx.$queryRaw<{ item: string; drop: string }[]>`
    SELECT i.name AS item, d.name AS drop
      FROM drop_items m JOIN drops d ON d.id = m.drop_id JOIN items i ON i.id = m.item_id
     WHERE m.item_id = ANY(${[...itemIds]}::text[]) AND m.left_at IS NULL AND d.id <> ${id}
       AND coalesce(d.ends_at > ${startsAt}, true) AND coalesce(d.starts_at < ${endsAt}::timestamptz, true)
     ORDER BY i.name, d.starts_at`;
  if (items.length > 0) refuse("drops_overlap", { items });
}
