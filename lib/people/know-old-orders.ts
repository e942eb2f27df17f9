import { db } from "@/lib/db/client";
import { descendTo } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { keysOf } from "@/lib/people/keys";
import { madePepper } from "@/lib/people/pepper";

/** So many orders are read and held at a time: whoever moves one of them meanwhile waits a moment. */
const atATime = 200;
const known = "people_known";

/**
 * Gives orders from before keys were kept the keys of their contact, the newest first, so that limits count them too: a few hundred at a time, until all have
 * theirs or `stopping` is aborted. What is done stays done, orders of erased customers get none, and once all are known it looks no more. Returns how
 * many orders got keys.
 */
export async function knowOldOrders(stopping: AbortSignal): Promise<number> {
  if (await db().mark.findUnique({ where: { name: known } })) return 0;
  const pepper = await madePepper(db());
  let count = 0;
  let before: string | null = null;
  while (!stopping.aborted) {
    const ids: string[] = await listUnknown(before);
    const last = ids.at(-1);
    if (!last) {
      await db().mark.createMany({ data: [{ name: known }], skipDuplicates: true });
      return count;
    }
    count += await inTransaction((tx) => know(tx, pepper, ids));
    before = last;
  }
  return count;
}

async function listUnknown(before: string | null): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT o.id FROM orders o
     WHERE coalesce(o.id < ${before}::text, true) AND (o.customer_email <> '' OR o.customer_phone <> '')
       AND NOT EXISTS (SELECT 1 FROM order_people p WHERE p.order_id = o.id AND p.kind = 'contact')
     ORDER BY o.id DESC LIMIT ${atATime}`;
  return rows.map(({ id }) => id);
}

/** The orders are held as they are: whoever is erased at that moment is erased before or after, and their keys with them. */
async function know(tx: Tx, pepper: string, ids: readonly string[]): Promise<number> {
  descendTo(tx, "orders");
  const orders = await tx.$queryRaw<{ id: string; email: string; phone: string }[]>`
    SELECT id, customer_email AS email, customer_phone AS phone FROM orders
     WHERE id = ANY(${[...ids]}::text[]) AND erased_at IS NULL ORDER BY id FOR SHARE`;
  const rows = orders.flatMap(({ id: orderId, ...contact }) =>
    keysOf(pepper, contact).map(({ key, kind }) => ({ orderId, key, kind })),
  );
  await tx.orderPerson.createMany({ data: rows, skipDuplicates: true });
  return new Set(rows.map(({ orderId }) => orderId)).size;
}
