import { createHash } from "node:crypto";
import { networkOf } from "@/lib/address";
import { findContents } from "@/lib/checkout/change-cart";
import { readKept, setKept } from "@/lib/checkout/kept";
import { checkoutMinutes, holdTime, mostCartsPerAddress } from "@/lib/checkout/rules-of-holds";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findPickupDay } from "@/lib/pickup/queries";
import { getShop } from "@/lib/settings/queries";
import { takesOrders } from "@/lib/settings/rules-of-ordering";
import { renewHolds } from "@/lib/stock/set-holds";
import { type Day, toDate } from "@/lib/time";

/** Whose cart, from where, and for which day if it has none yet. */
export type HoldRequest = { token: string | undefined; address: string; fallback: Day | null };

/**
 * Enters checkout: keeps what is in the cart for the shop's minutes, as far as it is there and one address may hold; asked again it keeps it longer,
 * up to twice the time in all. The cart becomes one for `fallback` if it has no day. One that waits for a code is kept nothing more than it is already. Returns whether
 * something is kept: an order can be placed without.
 */
export async function holdCart({ token, address, fallback }: HoldRequest): Promise<boolean> {
  const shop = await getShop();
  const { holdMinutes, timezone } = shop;
  if (holdMinutes === 0 || !takesOrders(shop, new Date())) return false;
  const from = createHash("sha256").update(networkOf(address)).digest("hex");
  return inTransaction(async (tx) => {
    const cart = await findContents(tx, token, from);
    const day = cart?.day ?? fallback;
    if (!cart || !day || !(await findPickupDay(timezone, day, tx))?.orderable) return false;
    const kept = await readKept(tx, cart.id);
    if (kept.waitsForCode && kept.levelIds.length + kept.offeredIds.length === 0) return false;
    const time = holdTime(kept.now, kept.heldSince, holdMinutes);
    if (!time || (await countHolding(tx, cart.id, from)) >= mostCartsPerAddress) return false;
    await storeHolder(tx, { id: cart.id, day, from, heldSince: time.heldSince });
    const { held, endsAt } = await setKept(tx, { ...kept, ...cart, day, heldFrom: from }, time.endsAt);
    if (endsAt) await renewHolds(tx, cart.id, { endsAt, minutes: checkoutMinutes(holdMinutes) });
    return held.size > 0;
  });
}

/** Carts of the same address, beside this one, that hold something now. */
async function countHolding(tx: Tx, cartId: string, from: string): Promise<number> {
  const [{ carts } = { carts: 0 }] = await tx.$queryRaw<{ carts: number }[]>`
    SELECT count(DISTINCT c.id)::int AS carts FROM carts c JOIN holds h ON h.cart_id = c.id
     WHERE c.held_from = ${from} AND c.id <> ${cartId} AND h.ends_at > holdfast_now()`;
  return carts;
}

type Holder = { id: string; day: Day; from: string; heldSince: Date };

/** A cart that gets its day from this is another cart to an order that was read before. */
async function storeHolder(tx: Tx, { id, day, from, heldSince }: Holder): Promise<void> {
  await tx.$executeRaw`
    UPDATE carts SET held_from = ${from}, held_since = ${heldSince}, day = ${toDate(day)}::date,
           version = version + CASE WHEN day IS DISTINCT FROM ${toDate(day)}::date THEN 1 ELSE 0 END, updated_at = holdfast_now()
     WHERE id = ${id}`;
}
