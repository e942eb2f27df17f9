import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Tx } from "@/lib/db/transaction";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { isRefusal } from "@/lib/refusal";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buy, manager, openShop, readLevel, type Stocked, stock } from "@/tests/support/shop";
import { join, statesOf } from "@/tests/support/waiting";

/** The seam exists only here: the step that offers what came free is replaced by one that does nothing. */
const offering = vi.hoisted(() => ({ off: false }));

vi.mock("@/lib/stock/offer-freed", async (original) => {
  const real = await original<typeof import("@/lib/stock/offer-freed")>();
  return {
    offerFreed: async (tx: Tx, ids: readonly string[]) => (offering.off ? undefined : real.offerFreed(tx, ids)),
  };
});

useDatabase();
beforeAll(openShop);
afterEach(() => {
  offering.off = false;
});

const walkIns = 8;

/** Tries to buy until some time after the units came free. Returns how many it got. */
async function walkIn(loaf: Stocked, freed: () => boolean): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const last = freed();
    try {
      await buy(loaf);
      return 1;
    } catch (error) {
      if (!isRefusal(error, "out_of_stock")) throw error;
    }
    if (last) return 0;
  }
  return 0;
}

/** One in line, eight walk-ins that keep asking, and an order that is cancelled meanwhile. */
async function race() {
  const loaf = await stock(1);
  const order = await buy(loaf);
  const token = await join(loaf);
  let freed = false;
  const cancelled = cancelOrder(manager, { orderId: order.id, reason: "", writtenOff: [] }).then(() => {
    freed = true;
  });
  const got = await Promise.all(Array.from({ length: walkIns }, () => walkIn(loaf, () => freed)));
  await cancelled;
  const [state] = await statesOf([token]);
  return { state, sold: got.reduce((sum, one) => sum + one, 0), level: await readLevel(loaf.levelId) };
}

describe("one in line, eight walk-ins, and the last one comes free", () => {
  test("it is kept for the one in line, and no walk-in gets it", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { state, sold, level } = await race();
      expect({ state, sold }).toEqual({ state: "offered", sold: 0 });
      expect(level).toMatchObject({ onHand: 1, committed: 0, held: 1 });
    }
    expect(await wrongInBooks()).toEqual([]);
  });

  test("without the offering a walk-in gets it: the control", async () => {
    offering.off = true;
    const { state, sold, level } = await race();
    expect({ state, sold }).toEqual({ state: "waiting", sold: 1 });
    expect(level).toMatchObject({ onHand: 1, committed: 1, held: 0 });
  });
});
