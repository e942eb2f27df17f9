import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { holdCart } from "@/lib/checkout/hold-cart";
import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { isRefusal } from "@/lib/refusal";
import { receiveStock } from "@/lib/stock/receive-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buy, manager, openShop, readLevel, type Stocked, stock, tomorrow, untilServed } from "@/tests/support/shop";
import { join, statesOf } from "@/tests/support/waiting";

/**
 * The seams exist only here: the step that offers what came free is replaced by one that does nothing; and the database, which says what is left for others
 * once the line has had its turn, is told that all of it is.
 */
const offering = vi.hoisted(() => ({ off: false }));

vi.mock("@/lib/stock/offer-freed", async (original) => {
  const real = await original<typeof import("@/lib/stock/offer-freed")>();
  return {
    offerFreed: async (tx: Tx, ids: readonly string[]) => (offering.off ? undefined : real.offerFreed(tx, ids)),
  };
});

useDatabase();
beforeAll(openShop);

/** As the database has it, to be put back. */
let whole = "";
beforeAll(async () => {
  const [row] = await db().$queryRaw<{ sql: string }[]>`SELECT pg_get_functiondef('left_after_line'::regproc) AS sql`;
  whole = row!.sql;
});
afterEach(async () => {
  offering.off = false;
  await db().$executeRawUnsafe(whole);
});

async function leaveNothingToTheLine(): Promise<void> {
  await db()
    .$executeRaw`CREATE OR REPLACE FUNCTION left_after_line(level text, free int) RETURNS int LANGUAGE sql STABLE AS 'SELECT free'`;
}

const walkIns = 8;

/** Tries to buy until some time after the units came free. Returns how many it got. */
async function walkIn(loaf: Stocked, freed: () => boolean): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const last = freed();
    try {
      await untilServed(() => buy(loaf));
      return 1;
    } catch (error) {
      if (!isRefusal(error, "out_of_stock")) throw error;
    }
    if (last) return 0;
  }
  return 0;
}

/** What two units were that come free, and what frees them. */
type Cause = { named: string; units: () => Promise<{ loaf: Stocked; free: () => Promise<unknown> }> };

const causes: Cause[] = [
  {
    named: "an order of two is cancelled",
    units: async () => {
      const loaf = await stock(2);
      const { id } = await buy(loaf, 2);
      return { loaf, free: () => cancelOrder(manager, { orderId: id, reason: "", writtenOff: [] }) };
    },
  },
  {
    named: "two are received",
    units: async () => {
      const loaf = await stock(0);
      const came = { variantId: loaf.variantId, day: tomorrow, quantity: 2, note: "" };
      return { loaf, free: () => receiveStock(manager, came) };
    },
  },
  {
    named: "the time of a checkout with two runs out",
    units: async () => {
      const loaf = await stock(2);
      await checkOut(loaf, 2);
      return { loaf, free: () => db().$executeRaw`UPDATE holds SET ends_at = now() WHERE level_id = ${loaf.levelId}` };
    },
  },
];

/** Somebody keeps so many of a variant, by being at checkout with them. */
async function checkOut({ variantId }: Stocked, quantity: number): Promise<void> {
  const { token } = await addToCart(undefined, { variantId, quantity, day: tomorrow });
  expect(await holdCart({ token, address: "192.0.2.1", fallback: null })).toBe(true);
}

/** Four in line, eight walk-ins that keep asking, and two units that come free meanwhile. The second in line wants more than that. */
async function race({ units }: Cause) {
  const { loaf, free } = await units();
  const line = [await join(loaf), await join(loaf, { wanted: 3 }), await join(loaf), await join(loaf)];
  let freed = false;
  const freeing = (async () => {
    await free();
    // Where no sale and no sweep was first, this is.
    await releaseEndedHolds();
    freed = true;
  })();
  const got = await Promise.all(Array.from({ length: walkIns }, () => walkIn(loaf, () => freed)));
  await freeing;
  const sold = got.reduce((sum, one) => sum + one, 0);
  return { states: await statesOf(line), sold, level: await readLevel(loaf.levelId) };
}

describe.each(causes)("four in line, eight walk-ins, and $named", (cause) => {
  test("they are kept for the first two who can take them, and no walk-in gets one", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { states, sold, level } = await race(cause);
      expect({ states, sold }).toEqual({ states: ["offered", "waiting", "offered", "waiting"], sold: 0 });
      expect(level).toMatchObject({ onHand: 2, committed: 0, held: 2 });
    }
    expect(await wrongInBooks()).toEqual([]);
  });

  test("without the offering they lie there, and no walk-in gets one either", async () => {
    offering.off = true;
    const { states, sold } = await race(cause);
    expect({ states, sold }).toEqual({ states: ["waiting", "waiting", "waiting", "waiting"], sold: 0 });
  });

  test("without the offering, and with nothing left to the line, walk-ins get them: the control", async () => {
    offering.off = true;
    await leaveNothingToTheLine();
    const { states, sold, level } = await race(cause);
    expect({ states, sold }).toEqual({ states: ["waiting", "waiting", "waiting", "waiting"], sold: 2 });
    expect(level).toMatchObject({ onHand: 2, committed: 2, held: 0 });
  });
});
