import { db } from "@/lib/db/client";

/** Days after which a cart that nobody touched, and that became no order, is forgotten. */
const keptDays = 60;

/** Removes carts that were left behind long ago. A cart that became an order is its key, and stays. Returns how many went. */
export async function forgetOldCarts(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM carts WHERE order_id IS NULL AND updated_at < holdfast_now() - make_interval(days => ${keptDays})
       AND NOT EXISTS (SELECT 1 FROM holds WHERE cart_id = carts.id)`;
}
