import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import type { OrderStatus } from "@/lib/orders/status";
import { keepSums } from "@/lib/reports/keep-sums";
import { rangeOf } from "@/lib/reports/rules";
import { byItem } from "@/lib/reports/rules-summary";
import { readSales } from "@/lib/reports/sales";
import { findStale } from "@/lib/reports/stale";
import { tillChannel } from "@/lib/reports/sums-sql";
import { listVariantSales } from "@/lib/reports/units";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { addDays, dayOf, minuteOf, weekdayOf } from "@/lib/time";
import { keepAll, past, setStatus } from "@/tests/reports/orders";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, stock, untilServed } from "@/tests/support/shop";

useDatabase();

const london = "Europe/London";

beforeAll(openShop);
beforeEach(async () => {
  await db()
    .$executeRaw`TRUNCATE orders, counter_sales, report_days, report_hours, report_units, report_watermark CASCADE`;
});

function day(date: string) {
  return readSales({ from: date, to: date }, "day", london);
}

describe("a day of the shop", () => {
  it("begins and ends at its own midnight, in summer and in winter", async () => {
    for (const at of [
      "2026-07-10T22:59:59.999Z",
      "2026-07-10T23:00:00Z",
      "2026-07-11T22:59:59.999Z",
      "2026-07-11T23:00:00Z",
    ])
      await past({ at, totalMinor: 100 });
    expect((await day("2026-07-11")).total).toEqual({ orders: 2, totalMinor: 200 });
    await keepAll();
    expect((await day("2026-07-11")).total).toEqual({ orders: 2, totalMinor: 200 });
  });

  it.each([
    [
      "23 hours, when the clocks go forward",
      "2026-03-29",
      ["2026-03-29T00:00:00Z", "2026-03-29T22:59:59.999Z"],
      "2026-03-29T23:00:00Z",
    ],
    [
      "25 hours, when they go back",
      "2026-10-25",
      ["2026-10-24T23:00:00Z", "2026-10-25T23:59:59.999Z"],
      "2026-10-26T00:00:00Z",
    ],
  ])("has %s", async (_, date, ends, next) => {
    for (const at of [...ends, next]) await past({ at, totalMinor: 1 });
    for (const kept of [false, true]) {
      if (kept) await keepAll();
      expect((await day(date)).total.orders).toBe(2);
      expect((await day(addDays(date, 1))).total.orders).toBe(1);
    }
  });

  it("counts the hour that is lived twice as one, and none in the hour that is not", async () => {
    await past({ at: "2026-10-25T00:30:00Z" });
    await past({ at: "2026-10-25T01:30:00Z" });
    await past({ at: "2026-03-29T01:30:00Z" });
    expect((await day("2026-10-25")).hours[6]![1]).toBe(2);
    expect(
      (await day("2026-03-29")).hours[6]!.map((orders, hour) => (orders ? hour : -1)).filter((hour) => hour >= 0),
    ).toEqual([2]);
  });
});

describe("sales", () => {
  it("leave out what was cancelled or left behind, which only orders by state count", async () => {
    const statuses: OrderStatus[] = ["placed", "accepted", "ready", "completed", "cancelled", "not_collected"];
    for (const status of statuses) await past({ at: "2026-06-01T10:00:00Z", status, totalMinor: 100 });
    const sales = await day("2026-06-01");
    expect(sales.total).toEqual({ orders: 4, totalMinor: 400 });
    expect(sales.statuses.map(({ key }) => key).sort()).toEqual([...statuses].sort());
    expect(sales.channels).toEqual([{ key: "web", orders: 6, totalMinor: 600 }]);
  });

  it("have a step for every day, week and month, also for those without an order", async () => {
    await past({ at: "2026-06-01T10:00:00Z", totalMinor: 100 });
    const range = { from: "2026-05-30", to: "2026-06-03" };
    expect((await readSales(range, "day", london)).steps.map(({ orders }) => orders)).toEqual([0, 0, 1, 0, 0]);
    expect((await readSales(range, "week", london)).steps).toEqual([
      { start: "2026-05-25", orders: 0, totalMinor: 0 },
      { start: "2026-06-01", orders: 1, totalMinor: 100 },
    ]);
  });

  it("are nothing in a shop that never sold", async () => {
    const sales = await readSales({ from: "2026-01-01", to: "2026-12-31" }, "month", london);
    expect(sales.total).toEqual({ orders: 0, totalMinor: 0 });
    expect(await listVariantSales({ from: "2026-01-01", to: "2026-12-31" }, london)).toEqual([]);
    expect(await keepAll()).toBe(1);
  });

  it("by variant and item add up to what was ordered", async () => {
    const [loaf, bun] = [await stock(0), await stock(0)];
    const lines = [
      { variantId: loaf.variantId, quantity: 2, unitPriceMinor: 450 },
      { variantId: bun.variantId, quantity: 3, unitPriceMinor: 100 },
    ];
    await past({ at: "2026-06-01T10:00:00Z", lines });
    await past({ at: "2026-06-02T10:00:00Z", lines: lines.slice(0, 1) });
    await past({ at: "2026-06-02T10:00:00Z", lines, status: "cancelled" });
    for (const kept of [false, true]) {
      if (kept) await keepAll();
      const sold = await listVariantSales({ from: "2026-06-01", to: "2026-06-02" }, london);
      expect(sold.map(({ sku, units, totalMinor }) => ({ sku, units, totalMinor }))).toEqual([
        { sku: loaf.sku, units: 4, totalMinor: 1_800 },
        { sku: bun.sku, units: 3, totalMinor: 300 },
      ]);
      expect(byItem(sold).map(({ units }) => units)).toEqual([4, 3]);
    }
  });
});

describe("kept sums", () => {
  it("are read from the orders again as soon as one of their orders changes", async () => {
    const id = await past({ at: "2026-06-01T10:00:00Z", totalMinor: 100 });
    await keepAll();
    await setStatus(id, "cancelled");
    expect((await day("2026-06-01")).total.orders).toBe(0);
    await keepAll();
    expect((await day("2026-06-01")).total.orders).toBe(0);
  });

  it("are never used for another time zone", async () => {
    await past({ at: "2026-06-01T22:30:00Z", totalMinor: 100 });
    await keepAll();
    expect((await readSales({ from: "2026-06-02", to: "2026-06-02" }, "day", "Europe/Berlin")).total.orders).toBe(1);
    expect((await readSales({ from: "2026-06-01", to: "2026-06-01" }, "day", "Europe/Berlin")).total.orders).toBe(0);
  });

  it("leave nothing to be read from the orders but today and what just changed", async () => {
    for (const month of ["01", "05", "09"]) await past({ at: `2025-${month}-15T10:00:00Z` });
    await keepAll();
    const { days } = await findStale({ from: "2025-01-01", to: "2026-12-31" }, london);
    expect(days.every((each) => each >= dayOf(new Date(Date.now() - 86_400_000), london))).toBe(true);
  });

  it("are the same however often, and by however many, they are made", async () => {
    for (let hour = 0; hour < 20; hour += 1)
      await past({ at: new Date(Date.UTC(2026, 4, 1, hour)).toISOString(), totalMinor: 10 });
    await Promise.all([keepSums(), keepSums(), keepSums()]);
    expect((await day("2026-05-01")).total).toEqual({ orders: 20, totalMinor: 200 });
    const [{ kept }] = (await db().$queryRaw<{ kept: bigint }[]>`SELECT sum(orders) AS kept FROM report_hours`) as [
      { kept: bigint },
    ];
    expect(Number(kept)).toBe(20);
  });

  it("agree with counting every order one by one, for random orders, changes and zones", async () => {
    const random = sequence(7);
    const ids: { id: string; at: Date; totalMinor: number; status: OrderStatus }[] = [];
    for (const timezone of [london, "America/New_York", "Pacific/Chatham"]) {
      await db().shop.updateMany({ data: { timezone } });
      for (let step = 0; step < 25; step += 1) {
        const at = new Date(Date.UTC(2026, 2, 20) + random(260 * 86_400) * 1_000);
        const totalMinor = random(5_000);
        ids.push({
          id: await past({ at: at.toISOString(), totalMinor, timezone }),
          at,
          totalMinor,
          status: "completed",
        });
        if (step % 5 === 0) await keepAll();
        const one = ids[random(ids.length)]!;
        one.status = random(2) ? "cancelled" : "completed";
        await setStatus(one.id, one.status);
      }
      const range = rangeOf({ from: "2026-03-01", to: "2026-12-31" }, "2026-12-31");
      const sales = await readSales(range, "day", timezone);
      const standing = ids.filter(({ status }) => status !== "cancelled");
      expect(sales.total.totalMinor).toBe(standing.reduce((sum, { totalMinor }) => sum + totalMinor, 0));
      for (const { start, orders } of sales.steps)
        expect([start, orders]).toEqual([start, standing.filter(({ at }) => dayOf(at, timezone) === start).length]);
      for (const [weekday, hours] of sales.hours.entries())
        for (const [hour, orders] of hours.entries()) {
          const there = ({ at }: { at: Date }) =>
            weekdayOf(dayOf(at, timezone)) === weekday + 1 && Math.floor(minuteOf(at, timezone) / 60) === hour;
          expect(orders).toBe(standing.filter(there).length);
        }
    }
    await db().shop.updateMany({ data: { timezone: london } });
  });

  it("keep nobody from ordering, and miss no order that is placed meanwhile", async () => {
    const loaf = await stock(20);
    const summing = (async () => {
      for (let round = 0; round < 10; round += 1) await keepSums();
    })();
    const orders = await Promise.all(Array.from({ length: 20 }, () => untilServed(() => buy(loaf))));
    await summing;
    await cancelOrder(owner, { orderId: orders[0]!.id, reason: "by mistake" });
    const today = dayOf(new Date(), london);
    expect((await day(today)).total.orders).toBe(19);
  });
});

/** A repeatable sequence of numbers below a bound. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe("what is sold at the counter without an order", () => {
  it("is money and units of its day, and no order; what was taken back is nothing", async () => {
    const jam = await stock(9, { keeps: true, priceMinor: 520 });
    for (const key of ["tap-1", "tap-2", "tap-3"])
      await sellAtCounter(counter, { variantId: jam.variantId, day: null, key: `${key}-key-0123456789` });
    const sold = await db().counterSale.findMany({ orderBy: { soldAt: "asc" } });
    await db().counterSale.update({ where: { id: sold[0]!.id }, data: { undoneAt: new Date() } });
    const today = dayOf(new Date(), london);
    for (const kept of [false, true]) {
      if (kept) await keepAll();
      const sales = await day(today);
      expect(sales.total).toEqual({ orders: 0, totalMinor: 1_040 });
      expect(sales.channels).toEqual([{ key: tillChannel, orders: 0, totalMinor: 1_040 }]);
      expect((await listVariantSales({ from: today, to: today }, london)).map(({ units }) => units)).toEqual([2]);
    }
  });
});
