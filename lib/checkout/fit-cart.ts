import { keepContents, lockContents } from "@/lib/checkout/change-cart";
import { readLines } from "@/lib/checkout/queries";
import { fitLines } from "@/lib/checkout/rules";
import { inTransaction } from "@/lib/db/transaction";
import type { Day } from "@/lib/time";

/**
 * Sets the cart to what can be ordered now: fewer where fewer are left, without what is gone, at the prices of now.
 * A cart without a day is fitted to `fallback`, which becomes its day. Refuses `cart_gone`.
 */
export async function fitCart(token: string | undefined, fallback: Day | null = null): Promise<void> {
  await inTransaction(async (tx) => {
    const cart = await lockContents(tx, token);
    const day = cart.day ?? fallback;
    const lines = await readLines(tx, { ...cart, day });
    await keepContents(tx, { ...cart, day, lines: fitLines(lines) });
  });
}
