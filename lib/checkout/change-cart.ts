import { tokenHash } from "@/lib/checkout/cart-token";
import { followHolds } from "@/lib/checkout/follow-holds";
import { openCart } from "@/lib/checkout/open-cart";
import { refuse } from "@/lib/checkout/refusals";
import type { KeptLine } from "@/lib/checkout/rules";
import { lockAddresses, lockCart } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { type Day, fromDate, toDate } from "@/lib/time";

/** A cart under its lock. */
export type LockedContents = { id: string; token: string; day: Day | null; lines: KeptLine[] };

/** Locks the cart behind a token and returns what is in it. Refuses `cart_gone` if there is none or it became an order. */
export async function lockContents(tx: Tx, token: string | undefined): Promise<LockedContents> {
  return (await findContents(tx, token)) ?? refuse("cart_gone", {});
}

/** As `lockContents`, but opens a new cart where there is none to change. */
export async function lockOrOpen(tx: Tx, token: string | undefined): Promise<LockedContents> {
  return (await findContents(tx, token)) ?? { ...(await openCart(tx)), day: null, lines: [] };
}

/** Keeps a cart's day and lines, and raises its version: an order is placed for the version that was read. What it holds follows. */
export async function keepContents(tx: Tx, { id, day, lines }: Omit<LockedContents, "token">): Promise<void> {
  await tx.$executeRaw`
    UPDATE carts SET day = ${day && toDate(day)}::date, lines = ${JSON.stringify(lines)}::jsonb, version = version + 1,
           updated_at = holdfast_now()
     WHERE id = ${id}`;
  await followHolds(tx, { id, day, lines });
}

/** Locks the cart behind a token, if there is one that has not become an order; with the address from which it is to hold, if it is to. */
export async function findContents(tx: Tx, token: string | undefined, from?: string): Promise<LockedContents | null> {
  const hash = tokenHash(token);
  const found = hash && (await tx.cart.findUnique({ where: { tokenHash: hash }, select: { id: true } }));
  if (!token || !found) return null;
  const locked = await lockCart(tx, found.id);
  if (!locked || locked.orderId) return null;
  const select = { day: true, lines: true, heldFrom: true } as const;
  const cart = await tx.cart.findUniqueOrThrow({ where: { id: found.id }, select });
  // What it holds follows its change: the locks that this takes come before that of any level.
  await lockAddresses(
    tx,
    [cart.heldFrom, from].filter((address) => address != null),
  );
  return { id: found.id, token, day: cart.day && fromDate(cart.day), lines: cart.lines as KeptLine[] };
}
