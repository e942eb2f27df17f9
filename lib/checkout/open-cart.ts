import { tokenHash } from "@/lib/checkout/cart-token";
import type { Tx } from "@/lib/db/transaction";
import { newCartId, newToken } from "@/lib/id";

export type OpenedCart = { id: string; token: string };

/** Opens an empty cart and returns the token that its cookie carries. The database keeps only the token's hash. */
export async function openCart(tx: Tx): Promise<OpenedCart> {
  const token = newToken();
  const id = newCartId();
  await tx.cart.create({ data: { id, tokenHash: tokenHash(token) }, select: { id: true } });
  return { id, token };
}
