import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { closeDueDays } from "@/lib/stock/close-due-days";
import { countStock } from "@/lib/stock/count-stock";
import { readPlan } from "@/lib/stock/plan-queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { setPlanDay } from "@/lib/stock/set-plan-day";
import { tellOfLow } from "@/lib/stock/tell-of-low";
import { writeOffStock } from "@/lib/stock/write-off-stock";
import { instantAt } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, owner, readLevel, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE items, stock_levels, stock_entries, low_marks, day_closings, events, orders CASCADE`;
});

const told = () => db().event.count({ where: { type: "stock.low" } });
const names = async () => (await tellOfLow()).map(({ sku }) => sku);

describe("low stock", () => {
  test("is told once when a level falls to its threshold, by whatever door, however many workers look", async () => {
    const [sold, counted, gone, fine] = [await stock(10), await stock(10), await stock(10), await stock(10)];
    await tellOfLow();
    await buy(sold, 7);
    await countStock(owner, { variantId: counted.variantId, day: tomorrow, counted: 2, note: "x" });
    await writeOffStock(owner, { variantId: gone.variantId, day: tomorrow, quantity: 10, why: "burnt", note: "" });
    await buy(fine, 6);

    const found = (await Promise.all(Array.from({ length: 5 }, () => names()))).flat();

    expect(found.sort()).toEqual([sold.sku, counted.sku, gone.sku].sort());
    expect(await names()).toEqual([]);
    await buy(sold, 1);
    expect(await names()).toEqual([]);
  });

  test("is told again only after the level rose above its threshold", async () => {
    const loaf = await stock(5);
    const order = await buy(loaf, 3);
    expect(await names()).toEqual([loaf.sku]);
    await cancelOrder(owner, { orderId: order.id, reason: "x" });
    expect(await names()).toEqual([]);
    await buy(loaf, 2);
    expect(await names()).toEqual([loaf.sku]);
    expect(await told()).toBe(2);
  });

  test("is not told of what was few from the start, or rose again before anybody looked", async () => {
    const [few, risen] = [await stock(2), await stock(10)];
    await buy(few, 1);
    await buy(risen, 8);
    await receiveStock(owner, { variantId: risen.variantId, day: tomorrow, quantity: 9, note: "Second bake" });
    expect(await names()).toEqual([]);
    expect(await told()).toBe(0);
  });

  test("sees a fall, a rise and a fall between two looks as one", async () => {
    const loaf = await stock(10);
    const order = await buy(loaf, 8);
    await cancelOrder(owner, { orderId: order.id, reason: "x" });
    await buy(loaf, 9);
    expect(await names()).toEqual([loaf.sku]);
    expect(await names()).toEqual([]);
  });

  test("is not told of what the plan itself takes off", async () => {
    const [fewer, sold] = [await stock(0), await stock(0)];
    const plan = async (quantity: number) =>
      setPlanDay(owner, {
        version: (await readPlan(tomorrow)).version,
        day: tomorrow,
        lines: [
          { variantId: fewer.variantId, quantity },
          { variantId: sold.variantId, quantity: 10 },
        ],
      });
    await plan(10);
    await tellOfLow();
    await plan(0);
    await buy(sold, 8);
    expect(await names()).toEqual([sold.sku]);
  });

  test("is not told of what the close of a day settles", async () => {
    const loaf = await stock(10);
    await tellOfLow();
    const closing = instantAt(tomorrow, 841, "Europe/London");
    expect(await closeDueDays(closing)).toEqual([tomorrow]);
    expect((await readLevel(loaf.levelId)).onHand).toBe(0);
    expect(await tellOfLow(closing)).toEqual([]);
  });

  test("is not told of a day that is over", async () => {
    const loaf = await stock(10);
    await buy(loaf, 8);
    expect(await tellOfLow(new Date(Date.now() + 3 * 86_400_000))).toEqual([]);
  });

  test("reaches the shop by email, all that fell in one message", async () => {
    const [one, two] = [await stock(5), await stock(5, { keeps: true })];
    await buy(one, 5);
    await buy(two, 3);
    await tellOfLow();
    const event = await db().event.findFirstOrThrow({ where: { type: "stock.low" } });
    expect(await planDeliveries(event.id)).toBe(1);
    const mail = await db().delivery.findFirstOrThrow({ where: { eventId: event.id } });
    expect(mail).toMatchObject({
      channel: "email",
      place: "shop",
      address: "orders@test.example",
      subject: expect.stringContaining("2 items run low"),
    });
    expect(mail.body).toContain("sold out");
    expect(mail.body).toContain("2 left");
  });
});
