import { tokenHash } from "@/lib/checkout/cart-token";
import { type Draft, draftInput } from "@/lib/checkout/input";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

/**
 * Keeps what was typed at checkout with the cart, over a refusal, a reload and a restart. It is not part of what is ordered,
 * so the cart's version stays. Does nothing for a cart that is gone or became an order.
 */
export async function saveDraft(token: string | undefined, typed: Partial<Draft>): Promise<void> {
  const hash = tokenHash(token);
  if (!hash) return;
  const draft = draftInput.parse(typed);
  try {
    await db().cart.updateMany({ where: { tokenHash: hash, orderId: null }, data: { draft } });
  } catch (error) {
    throw translateTrouble(error);
  }
}
