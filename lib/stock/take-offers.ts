import { rawSql } from "@/lib/db/sql";
import { announce, type Tx } from "@/lib/db/transaction";

/** Whether what a place `w` is offered is with the cart that took it up, not back with the place, as SQL. */
export const tookUpSql = `(w.state = 'offered' AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.place_id = w.id))`;

/** Whether a hold `h` is behind what a place `p` is offered, as SQL: its own, or else that of the cart which took it up. */
export const behindOfferSql = `(h.place_id = p.id OR h.cart_id = p.cart_id AND NOT EXISTS (SELECT 1 FROM holds o WHERE o.place_id = p.id))`;

type Taking = { cartId: string; levelIds: readonly string[]; orderId: string };

/** Notes that what was offered of locked levels, and taken up by a cart, is in an order now. */
export async function takeOffers(tx: Tx, { cartId, levelIds, orderId }: Taking): Promise<void> {
  await tx.$executeRaw`
    UPDATE waiting_places w SET state = 'taken', order_id = ${orderId}, ended_at = holdfast_now(), version = w.version + 1
     WHERE w.cart_id = ${cartId} AND w.level_id = ANY(${[...levelIds]}::text[]) AND ${rawSql(tookUpSql)}`;
  announce(tx, "waiting");
}
