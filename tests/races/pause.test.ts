import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { closeShop } from "@/lib/settings/close-shop";
import { openShop as openForOrders } from "@/lib/settings/open-shop";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { buyAtCounter } from "@/tests/support/doors";
import { inFrontOf, reach } from "@/tests/support/in-front-of";
import {
  buy,
  customer,
  fillCart,
  openShop,
  owner,
  readLevel,
  type Stocked,
  settle,
  stock,
  submit,
  untilServed,
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await openForOrders(owner);
  await resumeOrdering(owner);
});

const pause = () => pauseOrdering(owner, { minutes: 30, message: "The oven is full." });
const cartOf = (loaf: Stocked) => fillCart([{ variantId: loaf.variantId, quantity: 1 }]);

describe("an order that waits for its turn while ordering is paused", () => {
  test("is refused, takes nothing, draws no number, and leaves the cart as it was", async () => {
    const loaf = await stock(5);
    const cart = await cartOf(loaf);
    const { number } = await buy(await stock(1));
    const { order } = await inFrontOf(loaf.levelId, () => submit(cart), pause);
    await expect(order).rejects.toMatchObject({ code: "paused", detail: { message: "The oven is full." } });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0, version: 0 });
    expect(await db().cart.findUniqueOrThrow({ where: { id: cart } })).toMatchObject({ orderId: null });
    await resumeOrdering(owner);
    expect((await submit(cart)).number).toBe(number + 1);
  });

  test("is placed where a member of the staff takes it", async () => {
    const loaf = await stock(5);
    const { order } = await inFrontOf(loaf.levelId, () => buyAtCounter(loaf), pause);
    await expect(order).resolves.toMatchObject({ repeated: false });
  });

  test("is refused by the switch as well", async () => {
    const loaf = await stock(5);
    const cart = await cartOf(loaf);
    const { order } = await inFrontOf(
      loaf.levelId,
      () => submit(cart),
      () => closeShop(owner, { message: "Sold out of flour." }),
    );
    await expect(order).rejects.toMatchObject({ code: "shop_closed", message: "Sold out of flour." });
  });

  test("a customer's change of an order to more is refused, too", async () => {
    const loaf = await stock(5);
    const { token, snapshot } = await buy(loaf);
    const lines = [{ lineId: snapshot.lines[0]!.id, quantity: 3 }];
    const { order } = await inFrontOf(
      loaf.levelId,
      () => changeOwnOrder(customer, { token, revision: 1, lines }),
      pause,
    );
    await expect(order).rejects.toMatchObject({ code: "paused" });
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1 });
    expect(await wrongInBooks()).toEqual([]);
  });
});

test("of buyers who come without a break, none who comes after the pause was made is served, and the books are right", async () => {
  const loaf = await stock(200);
  const carts = await Promise.all(Array.from({ length: 60 }, () => cartOf(loaf)));
  const early = settle(carts.slice(0, 30).map((cart) => untilServed(() => submit(cart))));
  await pause();
  const late = settle(carts.slice(30).map((cart) => untilServed(() => submit(cart))));
  const [before, after] = [await early, await late];
  expect(after).toEqual({ values: [], errors: { paused: 30 } });
  expect(before.values.length + (before.errors.paused ?? 0)).toBe(30);
  expect(await readLevel(loaf.levelId)).toMatchObject({ committed: before.values.length });
  expect(await wrongInBooks()).toEqual([]);
});

test("over the end of a pause no order is early and none is late, to the millisecond of the database's clock", async () => {
  const loaf = await stock(500);
  const [{ until } = { until: new Date() }] = await db().$queryRaw<{ until: Date }[]>`
    UPDATE shop SET ordering_paused_until = date_trunc('milliseconds', holdfast_now()) + interval '2 seconds'
    RETURNING ordering_paused_until AS until`;
  let over = false;
  const told: string[] = [];
  const send = async () => {
    while (!over) {
      const cart = await cartOf(loaf);
      told.push(
        await untilServed(() => submit(cart)).then(
          () => "placed",
          ({ code }) => code as string,
        ),
      );
    }
  };
  const senders = Promise.all([send(), send(), send()]);
  await reach(until);
  const first = await submit(await cartOf(loaf));
  over = true;
  await senders;
  expect(first.repeated).toBe(false);
  expect(told).toContain("paused");
  expect(told.filter((code) => code !== "paused" && code !== "placed")).toEqual([]);
  expect(await db().order.count({ where: { lines: { some: { sku: loaf.sku } }, placedAt: { lt: until } } })).toBe(0);
});
