import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { setCartLine } from "@/lib/checkout/set-cart-line";
import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { useDatabase } from "@/tests/support/database";
import { throughOrWaiting } from "@/tests/support/lock-waits";
import { openShop, readLevel, type Stocked, stock, tomorrow } from "@/tests/support/shop";

/**
 * A script takes the item that asks for a code out of its cart in the instant between the reading of what is in it and the question whether it asks for one. The seam, which
 * exists only here, waits there, and has the cart read without its lock.
 */
const race = vi.hoisted(() => ({ unlocked: false, afterRead: null as (() => Promise<unknown>) | null }));

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  const lockCart = (tx: Tx, id: string) =>
    race.unlocked
      ? tx.cart.findUnique({ where: { id }, select: { orderId: true, version: true } })
      : real.lockCart(tx, id);
  return { ...real, lockCart };
});

vi.mock("@/lib/checkout/kept", async (original) => {
  const real = await original<typeof import("@/lib/checkout/kept")>();
  const readKept = async (tx: Tx, cartId: string) => {
    const pause = race.afterRead;
    race.afterRead = null;
    await pause?.();
    return real.readKept(tx, cartId);
  };
  return { ...real, readKept };
});

useDatabase();
beforeAll(openShop);
afterEach(() => Object.assign(race, { unlocked: false, afterRead: null }));

/** Enters checkout with a cake that asks for a code, and takes it out just then. Returns what is held of it. */
async function holdAndTakeOut(): Promise<{ cake: Stocked; held: number; met: string }> {
  const cake = await stock(3);
  const { token } = await addToCart(undefined, { variantId: cake.variantId, quantity: 2, day: tomorrow });
  await db().item.updateMany({
    where: { variants: { some: { id: cake.variantId } } },
    data: { confirmContact: true },
  });
  const [read, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  race.afterRead = () => {
    read.resolve();
    return goOn.promise;
  };
  const entered = holdCart({ token, address: "203.0.113.7", fallback: null });
  await read.promise;
  const takenOut = setCartLine(token, { variantId: cake.variantId, quantity: 0 });
  const met = await throughOrWaiting(takenOut);
  goOn.resolve();
  await Promise.all([entered, takenOut]);
  expect(await db().cart.findUnique({ where: { tokenHash: tokenHash(token)! } })).toMatchObject({ lines: [] });
  return { cake, held: (await readLevel(cake.levelId)).held, met };
}

test("what asks for a code is not kept by taking it out of the cart in the same instant: that waits for the cart's lock", async () => {
  expect(await holdAndTakeOut()).toMatchObject({ held: 0, met: "waiting" });
});

test("without the lock of the cart it is kept for a cart that confirmed nothing", async () => {
  race.unlocked = true;
  expect(await holdAndTakeOut()).toMatchObject({ held: 2, met: "through" });
});
