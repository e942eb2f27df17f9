import { refuse } from "@/lib/catalog/refusals";
import type { ItemRecord } from "@/lib/catalog/with-item";
import type { Tx } from "@/lib/db/transaction";

/** Drops that are over decide no more about an item that is put on sale by itself. */
export async function leaveOverDrops(tx: Tx, itemId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE drop_items AS m SET left_at = holdfast_now() FROM drops d
     WHERE d.id = m.drop_id AND m.item_id = ${itemId} AND m.left_at IS NULL AND d.ends_at <= holdfast_now()`;
}

/** Refuses `in_drop` while a drop that is not over decides when an item can be ordered. */
export async function requireNoDrop(tx: Tx, { id, name }: ItemRecord): Promise<void> {
  const [found] = await tx.$queryRaw<{ drop: string }[]>`
    SELECT d.name AS drop FROM drop_items m JOIN drops d ON d.id = m.drop_id
     WHERE m.item_id = ${id} AND m.left_at IS NULL AND coalesce(d.ends_at > holdfast_now(), true) ORDER BY d.starts_at LIMIT 1`;
  if (found) refuse("in_drop", { item: name, drop: found.drop });
}

/** The instant, by the database's clock. */
export async function instantOf(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  return row?.at ?? new Date();
}
