import type { CustomerActor } from "@/lib/actor";
import { claimKey } from "@/lib/checkout/claim-key";
import { type CartIntent, findIntent } from "@/lib/checkout/intent";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { totalOf } from "@/lib/money";
import { notingMissed } from "@/lib/orders/apply-change";
import { lockAndRead } from "@/lib/orders/move-order";
import { askingAnew } from "@/lib/orders/not-open";
import type { Offer } from "@/lib/orders/offer";
import { changeAsOwn, lockWhose, readOwnOffer } from "@/lib/orders/own-change";
import { findSnapshotByToken } from "@/lib/orders/queries";
import { readSnapshot } from "@/lib/orders/read-snapshot";
import { refuse } from "@/lib/orders/refusals";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { refuseChangedToCustomer } from "@/lib/orders/who-changed";
import { refuseCommon } from "@/lib/refusal";

/** The order that a cart was spent on. `repeated`: it had been before. */
export type AddedTo = { order: OrderSnapshot; repeated: boolean };

/** What to add to which order; `expectedTotalMinor`: what the cart came to when it was looked at. */
export type Addition = { cartId: string; token: string; expectedTotalMinor?: number | undefined };

/**
 * Adds what is in a cart to its customer's own order for the same day, instead of placing another, and spends the cart on it, with what it keeps: once, however often
 * it is asked, since the cart is the key. A cart that was spent before leads to the order that it was spent on.
 * Refuses `price_changed`, `other_day`, `cart_empty`, `cart_gone`, `not_found`, `busy`, and as `changeAsOwn`; the cart then stays as it was.
 */
export async function addCartToOrder(
  actor: CustomerActor,
  { cartId, token, expectedTotalMinor }: Addition,
): Promise<AddedTo> {
  const seen = (await findSnapshotByToken(token)) ?? refuseCommon("not_found", { what: "order" });
  for (let attempt = 1; ; attempt += 1) {
    const cart = (await findIntent(cartId)) ?? refuse("cart_gone", {});
    const added = await askingAnew(() => add({ actor, cart, expectedTotalMinor }, seen));
    if (added) return added;
    if (attempt === 5) return refuse("cart_gone", {});
  }
}

type Adding = { actor: CustomerActor; cart: CartIntent; expectedTotalMinor: number | undefined };

/** Null if the cart changed after it was read. */
async function add(adding: Adding, seen: OrderSnapshot): Promise<AddedTo | null> {
  const { cart } = adding;
  const added = cart.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const offer = await readOwnOffer(seen, { added });
  return notingMissed(seen.channel, offer, () =>
    inTransaction(async (tx) => {
      const claimed = (await claimKey(tx, cart)) ?? refuse("cart_gone", {});
      if (claimed.orderId) return { order: await readSnapshot(tx, claimed.orderId), repeated: true };
      if (claimed.version !== cart.version) return null;
      if (added.length === 0) refuse("cart_empty", {});
      const people = await lockWhose(tx, seen, offer);
      const before = await lockSame(tx, seen, cart);
      const order = await changeAsOwn(tx, before, {
        actor: adding.actor,
        wishes: { added },
        offer,
        people,
        cartId: cart.cartId,
      });
      refuseOtherTotal(adding, offer);
      await spendCart(tx, cart.cartId, order.id);
      return { order, repeated: false };
    }),
  );
}

/** Locks the order, if it is still for the day that the cart is for, and for whoever it was for. */
async function lockSame(tx: Tx, seen: OrderSnapshot, cart: CartIntent): Promise<OrderSnapshot> {
  const order = await lockAndRead(tx, seen.id);
  const isSame = JSON.stringify(order.customer) === JSON.stringify(seen.customer);
  if (order.pickupDay !== seen.pickupDay || !isSame) await refuseChangedToCustomer(tx, order);
  if (cart.day && cart.day !== order.pickupDay) refuse("other_day", { day: order.pickupDay });
  return order;
}

/** By the offer that the order was changed by. */
function refuseOtherTotal({ cart, expectedTotalMinor }: Adding, { variants }: Offer): void {
  const prices = new Map(variants.map(({ variantId, priceMinor }) => [variantId, priceMinor]));
  const totalMinor = totalOf(
    cart.lines.map(({ variantId, quantity }) => ({ unitPriceMinor: prices.get(variantId) ?? 0, quantity })),
  );
  if (expectedTotalMinor !== undefined && expectedTotalMinor !== totalMinor)
    refuse("price_changed", { totalMinor, expectedTotalMinor });
}

async function spendCart(tx: Tx, cartId: string, orderId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE carts SET order_id = ${orderId}, version = version + 1, updated_at = holdfast_now() WHERE id = ${cartId}`;
}
