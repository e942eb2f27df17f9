import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { NotOpen } from "@/lib/orders/not-open";
import { placeOrder } from "@/lib/orders/place-order";
import { isRefusal } from "@/lib/refusal";
import { dropIn, shelf } from "@/tests/catalog/drops";
import { wrongInBooks } from "@/tests/support/books";
import { openConnections, useDatabase } from "@/tests/support/database";
import { inFrontOf } from "@/tests/support/in-front-of";
import { apiRequest, fillCart, openShop, readLevel, settle, submit } from "@/tests/support/shop";

/** Who came too early: told so by what was read, and by the statement that stores an order. The second is counted by a seam that exists only here. */
const early = vi.hoisted(() => ({ read: 0, stored: 0 }));

vi.mock("@/lib/orders/write-order", async (original) => {
  const real = await original<typeof import("@/lib/orders/write-order")>();
  const writeOrder: typeof real.writeOrder = async (...order) => {
    try {
      return await real.writeOrder(...order);
    } catch (error) {
      if (error instanceof NotOpen) early.stored += 1;
      throw error;
    }
  };
  return { ...real, writeOrder };
});

useDatabase();
beforeAll(openShop);

const minute = 60_000;
const patience = { timeout: minute };

describe("the first second of a drop", () => {
  test("500 customers who come together over the instant get the 20 that there are, none of them early, and the rest are told so", async () => {
    const loaf = await shelf(20);
    const carts = await Promise.all(
      Array.from({ length: 250 }, () => fillCart([{ variantId: loaf.variantId, quantity: 1 }])),
    );
    const { id } = await dropIn([loaf], 60 * minute);
    const buying = settle(
      carts.flatMap((cart, at) => [
        untilOpen(() => submit(cart)),
        untilOpen(() =>
          placeOrder({ kind: "api" }, apiRequest(`drop-buyer-number-${at}`, [{ sku: loaf.sku, quantity: 1 }])),
        ),
      ]),
    );
    await vi.waitUntil(() => early.read >= 50, patience);
    // From here on reading says no to nobody: they have their turn, and are a moment too early.
    let over = false;
    const nobodyComes = () => {
      over = true;
    };
    buying.then(nobodyComes, nobodyComes);
    const startsAt = await comesNear(id, () => early.stored >= 50 || over);

    const { values, errors } = await buying;

    const tooSoon = { placedAt: { lt: startsAt }, lines: { some: { sku: loaf.sku } } };
    expect(await db().order.count({ where: tooSoon })).toBe(0);
    expect(early.stored).toBeGreaterThanOrEqual(50);
    expect(values).toHaveLength(20);
    expect(errors).toEqual({ out_of_stock: 480 });
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 20, committed: 20, held: 0 });
    expect(new Set(values.map((order) => order.number)).size).toBe(20);
    expect(await wrongInBooks()).toEqual([]);
  }, 90_000);

  test("an order that waits for its turn over the instant is placed, at an instant that is not before the drop's", async () => {
    const loaf = await shelf(1);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    const { startsAt } = await dropIn([loaf], 1_000);
    const { order } = await inFrontOf(loaf.levelId, () => submit(cart), startsAt);
    const placed = await order;
    const { placedAt } = await db().order.findUniqueOrThrow({ where: { id: placed.id } });
    expect(placedAt.getTime()).toBeGreaterThanOrEqual(startsAt.getTime());
  });

  test("an order that gets its turn before the instant is refused, however close it is, and takes nothing", async () => {
    const loaf = await shelf(1);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    await dropIn([loaf], 3_500);
    const { order } = await inFrontOf(loaf.levelId, () => submit(cart), new Date());
    await expect(order).rejects.toMatchObject({ code: "not_yet" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0, version: 0 });
    expect(await db().cart.findUniqueOrThrow({ where: { id: cart } })).toMatchObject({ orderId: null });
  });

  test("an order that waits for its turn over the end is refused", async () => {
    const loaf = await shelf(1);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    const { endsAt } = await dropIn([loaf], -minute, 2_000);
    const { order } = await inFrontOf(loaf.levelId, () => submit(cart), endsAt!);
    await expect(order).rejects.toMatchObject({ code: "not_on_sale" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0 });
  });
});

/** Comes again at once, as long as it is told that the drop has not begun or that too many are there. */
async function untilOpen<Order>(place: () => Promise<Order>): Promise<Order> {
  for (;;) {
    try {
      return await place();
    } catch (error) {
      if (isRefusal(error, "not_yet")) early.read += 1;
      else if (!isRefusal(error, "busy")) throw error;
    }
  }
}

/**
 * Keeps a drop's beginning some seconds off until enough were too early, and then lets it come. Over a connection that no buyer waits for. Returns the
 * beginning.
 */
async function comesNear(dropId: string, enough: () => boolean): Promise<Date> {
  const [beside] = await openConnections(1);
  const begins = async (seconds: number) => {
    const { rows } = await beside!.query<{ at: Date }>(
      `UPDATE drops SET starts_at = CASE WHEN starts_at > holdfast_now() THEN holdfast_now() + make_interval(secs => $2) ELSE starts_at END
        WHERE id = $1 RETURNING starts_at AS at`,
      [dropId, seconds],
    );
    return rows[0]!.at;
  };
  while (!enough()) {
    await begins(4);
    await sleep(50);
  }
  return begins(1);
}
