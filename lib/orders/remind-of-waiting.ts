import type { SystemActor } from "@/lib/actor";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { orderNumber } from "@/lib/orders/number";
import { getShop } from "@/lib/settings/queries";

export const reminder: SystemActor = { kind: "system", name: "reminders" };

/** How many orders one reminder names at most; the rest are told a minute later. */
const mostAtOnce = 100;

/**
 * Has staff told of the orders that nobody accepted within the shop's time, each order once, however many workers ask: one event for all of them
 * together. Returns how many there were.
 */
export async function remindOfWaiting(): Promise<number> {
  const shop = await getShop();
  if (shop.acceptsByItself || shop.remindAfter === 0) return 0;
  return inTransaction(async (tx) => {
    const late = await takeLate(tx, shop.remindAfter);
    if (late.length === 0) return 0;
    const orders = late.map(({ id, at, placedAt, ...order }) => ({
      id,
      number: orderNumber(order),
      minutes: Math.floor((at.getTime() - placedAt.getTime()) / 60_000),
    }));
    await recordEvent(tx, reminder, {
      type: "orders.waiting",
      subject: { kind: "shop", id: shop.id, name: "Orders to accept" },
      at: late[0]!.at,
      snapshot: { orders },
      told: true,
    });
    return orders.length;
  });
}

type Late = { id: string; number: number; numberPrefix: string; placedAt: Date; at: Date };

/** Another worker that asks at the same moment waits for this one's rows, and gets none of them. */
async function takeLate(tx: Tx, minutes: number): Promise<Late[]> {
  return tx.$queryRaw<Late[]>`
    WITH late AS (
      SELECT o.id, o.number, o.number_prefix AS "numberPrefix", o.placed_at AS "placedAt"
        FROM orders o
       WHERE o.status = 'placed' AND o.placed_at <= holdfast_now() - make_interval(mins => ${minutes}::int)
         AND NOT EXISTS (SELECT 1 FROM order_reminders r WHERE r.order_id = o.id)
       ORDER BY o.placed_at, o.id LIMIT ${mostAtOnce}
    ), taken AS (
      INSERT INTO order_reminders (order_id, at) SELECT id, holdfast_now() FROM late ON CONFLICT DO NOTHING RETURNING order_id, at
    )
    SELECT late.*, taken.at FROM late JOIN taken ON taken.order_id = late.id ORDER BY late."placedAt", late.id`;
}
