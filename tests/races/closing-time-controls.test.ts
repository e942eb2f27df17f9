import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { hideItem } from "@/lib/catalog/hide-item";
import { db } from "@/lib/db/client";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { closeDay } from "@/lib/settings/close-day";
import { reopenDay } from "@/lib/settings/reopen-day";
import { instantAt } from "@/lib/time";
import { shelf } from "@/tests/catalog/drops";
import { setClock } from "@/tests/support/clock";
import { openConnections, useDatabase } from "@/tests/support/database";
import { inFrontOf } from "@/tests/support/in-front-of";
import { somebodyWaits, throughOrWaiting } from "@/tests/support/lock-waits";
import {
  buy,
  customer,
  fillCart,
  openShop,
  owner,
  readLevel,
  type Stocked,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";

/** The statement that stores an order asks nothing any more, and whoever closes a day waits for nobody. The seams exist only here. */
vi.mock("@/lib/orders/still-open-sql", () => ({ stillOpenSql: () => "true" }));
vi.mock("@/lib/db/locks-of-pickup", async (original) => ({
  ...(await original<typeof import("@/lib/db/locks-of-pickup")>()),
  lockCalendar: async () => {},
}));

useDatabase();
beforeAll(openShop);
afterEach(async () => {
  await setClock(null);
  await reopenDay(owner, { day: tomorrow });
});

const close = () => closeDay(owner, { day: tomorrow, reason: "The oven is broken" });
const cartOf = (loaf: Stocked) => fillCart([{ variantId: loaf.variantId, quantity: 1 }]);

describe("without the word of the clock and the books in the order's own statement", () => {
  test("an order that waits over the last moment is placed after it", async () => {
    const lastMoment = instantAt(tomorrow, 1_440, "Europe/London");
    const loaf = await stock(1);
    const cart = await cartOf(loaf);
    await setClock(new Date(lastMoment.getTime() - 2_000).toISOString());
    const { order } = await inFrontOf(loaf.levelId, () => submit(cart), lastMoment);
    const { placedAt } = await db().order.findUniqueOrThrow({ where: { id: (await order).id } });
    expect(placedAt.getTime()).toBeGreaterThanOrEqual(lastMoment.getTime());
  });

  test("one is placed for a day that was closed while it waited, and staff were not shown it", async () => {
    const loaf = await stock(1);
    const cart = await cartOf(loaf);
    let shown = -1;
    const { order } = await inFrontOf(
      loaf.levelId,
      () => submit(cart),
      async () => {
        shown = (await close()).orders;
      },
    );
    const { snapshot } = await order;
    expect(snapshot.pickupDay).toBe(tomorrow);
    expect((await close()).orders).toBe(shown + 1);
  });

  test("one is placed of what was hidden, and a customer's change gets more of it", async () => {
    const loaf = await shelf();
    const { token, snapshot } = await buy(loaf);
    const lines = [{ lineId: snapshot.lines[0]!.id, quantity: 2 }];
    const cart = await cartOf(loaf);
    const hide = () => hideItem(owner, loaf);
    const own = await inFrontOf(loaf.levelId, () => changeOwnOrder(customer, { token, revision: 1, lines }), hide);
    await own.order;
    await db().item.update({ where: { id: loaf.itemId }, data: { hiddenAt: null } });
    await (await inFrontOf(loaf.levelId, () => submit(cart), hide)).order;
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 3 });
  });
});

test("who closes a day and waits for nobody is not shown an order that is being stored", async () => {
  const loaf = await stock(1);
  const cart = await cartOf(loaf);
  const [client] = await openConnections(1);
  await client!.query("BEGIN");
  await client!.query("SELECT 1 FROM variants WHERE id = $1 FOR UPDATE", [loaf.variantId]);
  const order = submit(cart);
  await somebodyWaits();
  const closing = close();
  await throughOrWaiting(closing, 2);
  await client!.query("COMMIT");
  await order;
  expect((await close()).orders).toBe((await closing).orders + 1);
});
