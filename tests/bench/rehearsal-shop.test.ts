import { beforeAll, expect, test } from "vitest";
import { readyCopy } from "@/bench/rehearsal-shop";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { db } from "@/lib/db/client";
import { newToken } from "@/lib/id";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { offerWaiting } from "@/lib/stock/offer-waiting";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buy, fillCart, openShop, owner, readLevel, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { join, statesOf, waitingOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);

async function checkOut({ variantId }: Stocked): Promise<string> {
  const [id, token] = [await fillCart([{ variantId, quantity: 1 }]), newToken()];
  await db().cart.update({ where: { id }, data: { tokenHash: tokenHash(token) } });
  await holdCart({ token, address: "192.0.2.7", fallback: tomorrow });
  return id;
}

test("what had ended and was not given back yet is not one unit more", async () => {
  const jam = await stock(2, { keeps: true });
  const [item] = await db().item.findMany({ where: { variants: { some: { id: jam.variantId } } } });
  const gone = await checkOut(jam);
  expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 2, held: 1 });
  await db().$executeRaw`UPDATE holds SET ends_at = holdfast_now() WHERE cart_id = ${gone}`;
  await readyCopy(item!.slug, 20);
  await releaseEndedHolds();
  const { onHand, committed, held } = await readLevel(jam.levelId);
  expect(onHand - committed - held).toBe(20);
});

test("a rehearsal sells exactly its units, whatever the shop's own customers do at that moment", async () => {
  const jam = await stock(3, { keeps: true });
  const [item] = await db().item.findMany({ where: { variants: { some: { id: jam.variantId } } } });
  await buy(jam);
  const gone = await checkOut(jam);
  await checkOut(jam);
  const offered = await join(jam);
  await db().$executeRaw`UPDATE holds SET ends_at = holdfast_now() WHERE cart_id = ${gone}`;
  await releaseEndedHolds();
  const waiting = await join(jam, { wanted: 2 });
  expect(await statesOf([offered, waiting])).toEqual(["offered", "waiting"]);
  await pauseOrdering(owner, { minutes: 25, message: "" });

  expect(await readyCopy(item!.slug, 20)).toMatchObject({ variantId: jam.variantId });

  const left = { onHand: 21, committed: 1, held: 0 };
  expect(await readLevel(jam.levelId)).toMatchObject(left);
  expect(await waitingOf(jam)).toEqual({ counted: 0, places: 0 });
  await releaseEndedHolds();
  await offerWaiting();
  expect(await readLevel(jam.levelId)).toMatchObject(left);
  expect((await db().shop.findFirstOrThrow()).orderingPausedUntil).toBeNull();
  expect(await wrongInBooks()).toEqual([]);
});
