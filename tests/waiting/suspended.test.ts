import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { tokenHash } from "@/lib/checkout/cart-token";
import { db } from "@/lib/db/client";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { suspendOffers } from "@/lib/stock/suspend-offers";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { wrongInBooks } from "@/tests/support/books";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import { openShop, readLevel, type Stocked, stock, submit } from "@/tests/support/shop";
import { join, readPlace, receive, statesOf, sweep, waitingOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);

const minute = 60_000;
const later = (minutes: number) => setClock(new Date(Date.now() + minutes * minute).toISOString());

async function offered() {
  const loaf = await stock(0);
  const [first, next] = [await join(loaf), await join(loaf)];
  await receive(loaf, 1);
  return { loaf, first, next };
}

const openOrdering = (orderingOpen: boolean) => db().shop.updateMany({ data: { orderingOpen } });
const show = ({ variantId }: Stocked, shown: boolean) =>
  db().item.updateMany({
    where: { variants: { some: { id: variantId } } },
    data: { hiddenAt: shown ? null : new Date(0) },
  });
const toldOf = async (token: string) => {
  const { id } = await db().waitingPlace.findUniqueOrThrow({ where: { token } });
  const events = await db().event.findMany({ where: { subjectId: id, type: { not: "waiting.asked" } } });
  return events.map(({ type }) => type);
};

afterEach(async () => {
  await setClock(null);
  await openOrdering(true);
});

/** The two ways in which an offer cannot be ordered, and back. */
const doors = [
  ["the shop is closed", () => openOrdering(false), () => openOrdering(true)],
  ["the item is taken off sale", (loaf: Stocked) => show(loaf, false), (loaf: Stocked) => show(loaf, true)],
] as const;

describe.each(doors)("while %s", (_, shut, reopen) => {
  test("whoever had an offer is first in line, and has it anew for the full time once it can be ordered", async () => {
    const { loaf, first, next } = await offered();
    await shut(loaf);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["waiting", "waiting"]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 1, held: 0 });
    expect(await waitingOf(loaf)).toEqual({ counted: 2, places: 2 });
    await later(45);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["waiting", "waiting"]);
    await reopen(loaf);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
    const { offeredUntil } = await readPlace(first);
    expect(Math.abs(offeredUntil!.getTime() - Date.now() - 75 * minute)).toBeLessThan(minute);
    expect(await toldOf(first)).toEqual(["waiting.offered", "waiting.offered"]);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("one whose time ends just then is not passed on, whoever looks first", async () => {
    const { loaf, first, next } = await offered();
    await shut(loaf);
    await later(31);
    await releaseEndedHolds();
    expect(await statesOf([first, next])).toEqual(["waiting", "waiting"]);
    await reopen(loaf);
    await sweep();
    expect(await statesOf([first, next])).toEqual(["offered", "waiting"]);
    expect(await toldOf(first)).not.toContain("waiting.passed");
  });

  test("a cart that took it up has it back with the new offer, and orders it", async () => {
    const { loaf, first } = await offered();
    const token = await acceptOffer(first, undefined);
    const { id } = await db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(token)! } });
    await shut(loaf);
    await sweep();
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 0 });
    await reopen(loaf);
    await sweep();
    await submit(id);
    expect(await statesOf([first])).toEqual(["taken"]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1, held: 0 });
  });
});

test("what can be ordered stays offered, and the look takes nothing in hand", async () => {
  const { first } = await offered();
  const before = await readPlace(first);
  expect(await suspendOffers()).toBe(0);
  expect(await readPlace(first)).toEqual(before);
  expect(await wrongInBooks()).toEqual([]);
});
