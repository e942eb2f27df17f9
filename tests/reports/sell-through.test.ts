import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { keepSums } from "@/lib/reports/keep-sums";
import { listRefusedDemand } from "@/lib/reports/refused";
import { listSellThrough, listVariantThrough, type SellThrough } from "@/lib/reports/sell-through";
import { receiveStock } from "@/lib/stock/receive-stock";
import { dayOf, toDate } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { tamper } from "@/tests/support/tamper";

useDatabase();
beforeAll(openShop);

async function through({ variantId }: Stocked, day = tomorrow): Promise<SellThrough | undefined> {
  return (await listSellThrough({ from: day, to: day })).find((row) => row.variantId === variantId);
}

describe("a day's stock", () => {
  it("is what was made, and what of it is promised or handed over", async () => {
    const loaf = await stock(10);
    const { id } = await buy(loaf, 3);
    await buy(loaf, 2);
    expect(await through(loaf)).toMatchObject({ made: 10, sold: 5, wasted: 0, soldOutAt: null });
    await markOrderReady(counter, { orderId: id });
    await completeOrder(counter, { orderId: id });
    expect(await through(loaf)).toMatchObject({ made: 10, sold: 5, wasted: 0 });
  });

  it("knows when the last one was promised, and keeps knowing it when some come back", async () => {
    const loaf = await stock(2);
    const { id } = await buy(loaf, 2);
    const gone = (await through(loaf))!.soldOutAt;
    expect(gone).toBeInstanceOf(Date);
    await cancelOrder(owner, { orderId: id, reason: "by mistake" });
    await receiveStock(counter, { variantId: loaf.variantId, day: tomorrow, quantity: 4, note: "" });
    expect(await through(loaf)).toMatchObject({ made: 6, sold: 0, soldOutAt: gone });
  });

  it("that never had anything is not in it", async () => {
    const loaf = await stock(0);
    expect(await through(loaf)).toBeUndefined();
  });

  it("of a day that is over is kept, and read again once anything changes", async () => {
    const loaf = await stock(4);
    await buy(loaf, 4);
    await tamper(`UPDATE stock_levels SET day = '2026-01-10' WHERE id = '${loaf.levelId}'`);
    const before = await through(loaf, "2026-01-10");
    await keepSums();
    expect(await db().reportLevel.count({ where: { levelId: loaf.levelId } })).toBe(1);
    expect(await through(loaf, "2026-01-10")).toEqual(before);
    await receiveStock(counter, { variantId: loaf.variantId, day: "2026-01-10", quantity: 1, note: "" });
    expect(await through(loaf, "2026-01-10")).toMatchObject({ made: 5, sold: 4 });
    await keepSums();
    expect(await through(loaf, "2026-01-10")).toMatchObject({ made: 5, sold: 4 });
  });

  it("is summed up by variant, with the middle of the hours until it was gone; its newest days stand first", async () => {
    const loaf = await stock(0);
    const openedAt = new Date("2025-11-20T08:00:00Z");
    const gone = (hours: number) => new Date(openedAt.getTime() + hours * 3_600_000);
    const days = ["2025-11-20", "2025-11-21", "2025-11-22", "2025-11-23"];
    await db().stockLevel.createMany({
      data: days.map((day) => ({ id: `lvl_${day}`, variantId: loaf.variantId, day: toDate(day) })),
    });
    const balance = { onHandAfter: 10, committedAfter: 0, heldAfter: 0 };
    const received = { ...balance, onHandDelta: 10, reason: "received", actor: {}, at: openedAt };
    await db().stockEntry.createMany({ data: days.map((day) => ({ ...received, levelId: `lvl_${day}` })) });
    const all = { version: 0, made: 10, sold: 10, wasted: 0, openedAt };
    await db().reportLevel.createMany({
      data: [
        ...[9, 1, 2].map((hours, at) => ({ ...all, levelId: `lvl_${days[at]}`, soldOutAt: gone(hours) })),
        { ...all, levelId: `lvl_${days[3]}`, sold: 4, wasted: 6 },
      ],
    });
    const range = { from: "2025-11-01", to: "2025-11-30" };
    expect(await listVariantThrough(range)).toMatchObject([
      { variantId: loaf.variantId, days: 4, soldOutDays: 3, made: 40, sold: 34, wasted: 6, hoursToSoldOut: 2 },
    ]);
    expect((await listSellThrough(range, 3)).map(({ day }) => day)).toEqual(days.slice(1).reverse());
  });

  it("that changed since it was kept is summed up as it is now, and is in no sum of other days", async () => {
    const loaf = await stock(4);
    await buy(loaf, 1);
    const sums = async (day: string) =>
      (await listVariantThrough({ from: day, to: day })).find(({ variantId }) => variantId === loaf.variantId);
    expect(await sums(tomorrow)).toMatchObject({ days: 1, soldOutDays: 0, made: 4, sold: 1, hoursToSoldOut: null });
    await buy(loaf, 3);
    expect(await sums(tomorrow)).toMatchObject({ days: 1, soldOutDays: 1, sold: 4 });
    expect(await sums("2026-01-01")).toBeUndefined();
  });
});

describe("refused demand", () => {
  it("is what was asked for beyond what was there, by variant, in the shop's days", async () => {
    const loaf = await stock(2, { priceMinor: 450 });
    await expect(buy(loaf, 5)).rejects.toMatchObject({ code: "out_of_stock" });
    await expect(buy(loaf, 3)).rejects.toMatchObject({ code: "out_of_stock" });
    const today = dayOf(new Date(), "Europe/London");
    const rows = await listRefusedDemand({ from: today, to: today }, "Europe/London");
    expect(rows).toMatchObject([{ variantId: loaf.variantId, times: 2, missing: 4, worthMinor: 1_800 }]);
    expect(await listRefusedDemand({ from: "2026-01-01", to: "2026-01-31" }, "Europe/London")).toEqual([]);
  });
});
