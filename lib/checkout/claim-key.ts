import { db, prepare } from "@/lib/db/client";
import { descendTo, lockCart } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { newCartId } from "@/lib/id";

/**
 * What makes a submit the same submit: a cart on the web, an Idempotency-Key with the hash of its content in the API, the key of its form
 * at the counter.
 */
export type OrderKey =
  | { cartId: string; version: number }
  | { apiKey: string; contentHash: string }
  | { formKey: string; contentHash: string };

export type ClaimedKey = { cartId: string; version: number; orderId: string | null; contentHash: string | null };

const claimSql = prepare(`
  INSERT INTO carts AS c (id, channel, api_key, content_hash) VALUES ($1, $4, $2, $3)
  ON CONFLICT (api_key) DO UPDATE SET updated_at = c.updated_at
  RETURNING c.id AS "cartId", c.version, c.order_id AS "orderId", c.content_hash AS "contentHash"`);

/**
 * Takes the key under its lock: whoever comes second waits here, and then finds the first one's order. Any other key becomes a cart of its
 * own, which goes with the transaction if the order is refused. Null if the cart is gone.
 */
export async function claimKey(tx: Tx, key: OrderKey): Promise<ClaimedKey | null> {
  if ("cartId" in key) {
    const cart = await lockCart(tx, key.cartId);
    return cart && { cartId: key.cartId, contentHash: null, ...cart };
  }
  descendTo(tx, "carts");
  const channel = "formKey" in key ? "counter" : "api";
  const [claimed] = await tx.$queryRawUnsafe<ClaimedKey[]>(claimSql, newCartId(), kept(key), key.contentHash, channel);
  return claimed ?? null;
}

/** The order that a key already became, if any, with the hash of the content it came with. Read without a lock. */
export async function findSpentKey(key: OrderKey): Promise<{ orderId: string; contentHash: string | null } | null> {
  const where = "cartId" in key ? { id: key.cartId } : { apiKey: kept(key) };
  const cart = await db().cart.findUnique({ where, select: { orderId: true, contentHash: true } });
  return cart?.orderId ? { orderId: cart.orderId, contentHash: cart.contentHash } : null;
}

/** A form's key stands beside those of the API, which hold no space: the one can never be the other. */
function kept(key: Exclude<OrderKey, { cartId: string }>): string {
  return "formKey" in key ? `counter ${key.formKey}` : key.apiKey;
}
