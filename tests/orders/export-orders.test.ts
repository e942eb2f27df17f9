import { beforeAll, describe, expect, test, vi } from "vitest";
import { csvStream } from "@/lib/csv";
import { db } from "@/lib/db/client";
import { lineColumns, orderColumns } from "@/lib/orders/export-columns";
import { exportInput } from "@/lib/orders/export-input";
import { exportOrders, linesOf } from "@/lib/orders/export-orders";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { useDatabase } from "@/tests/support/database";
import { counter, customer, manager, openShop, stock } from "@/tests/support/shop";

useDatabase();

const many = 20_000;
const asked = { by: "placed", rows: "orders", from: "2026-01-01", to: "2026-12-31" } as const;

/** 20,000 orders of last year, two lines each: one every 20 minutes. */
beforeAll(async () => {
  await openShop();
  const [one, other] = [await stock(0), await stock(0, { priceMinor: 220 })];
  await db().$executeRaw`
    INSERT INTO orders (id, number, token, cart_id, channel, pickup_day, currency, locale, total_minor, customer_name, customer_email,
                        notify_email, notify_text, placed_at, updated_at)
    SELECT 'ord_' || lpad(n::text, 26, '0'), n, lpad(n::text, 22, 't'), 'crt_' || n, 'web', '2026-01-02'::date + n / 72, 'GBP', 'en-GB', 890,
           '=Cmd ' || n, '', false, false, '2026-01-01T00:10:00Z'::timestamptz + n * interval '20 minutes', now()
      FROM generate_series(1, ${many}::int) n`;
  await db().$executeRaw`
    INSERT INTO order_lines (id, order_id, position, variant_id, sku, item_id, item_slug, item_name, quantity, unit_price_minor, total_minor)
    SELECT o.id || p, o.id, p, CASE p WHEN 1 THEN ${one.variantId} ELSE ${other.variantId} END, 'SKU-' || p, 'itm', 'rye', 'Rye, "dark"', p,
           CASE p WHEN 1 THEN 450 ELSE 220 END, CASE p WHEN 1 THEN 450 ELSE 440 END
      FROM orders o CROSS JOIN generate_series(1, 2) p`;
  await db().$executeRaw`ANALYZE orders`;
}, 120_000);

async function ordersOf(input: Parameters<typeof exportOrders>[1]): Promise<OrderSnapshot[]> {
  const { orders } = await exportOrders(manager, input);
  return collect(orders);
}

describe("orders for the accountant", () => {
  test("each order of the days once, oldest first, whatever the size of the file", async () => {
    const orders = await ordersOf(asked);
    expect(orders).toHaveLength(many);
    expect(new Set(orders.map(({ id }) => id)).size).toBe(many);
    const placed = orders.map(({ placedAt }) => placedAt);
    expect(placed).toEqual([...placed].sort());
  });

  test("days are the shop's own, both ends among them, by when it was placed or collected", async () => {
    const summer = await ordersOf({ ...asked, from: "2026-06-10", to: "2026-06-10" });
    expect(summer).toHaveLength(72);
    expect(summer[0]!.placedAt).toBe("2026-06-09T23:10:00.000Z");
    const collected = await ordersOf({ ...asked, by: "pickup", from: "2026-03-01", to: "2026-03-02" });
    expect(new Set(collected.map(({ pickupDay }) => pickupDay))).toEqual(new Set(["2026-03-01", "2026-03-02"]));
    expect(collected).toHaveLength(144);
    expect(collected.map(({ id }) => id)).toEqual(collected.map(({ id }) => id).sort());
  });

  test("money is decimal, times stand in the shop's zone and in UTC, and no cell runs as a formula", async () => {
    const { orders, timezone } = await exportOrders(manager, { ...asked, from: "2026-06-10", to: "2026-06-10" });
    const [head, first] = (await textOf(csvStream(orderColumns(timezone), orders))).split("\r\n");
    expect(head).toBe(
      "\uFEFForder,placed,placed_utc,pickup_day,status,channel,customer,units,currency,total,paid,paid_at,paid_at_utc,pickup_time",
    );
    expect(first).toBe(
      "11517,2026-06-10 00:10,2026-06-09T23:10:00.000Z,2026-06-10,placed,web,'=Cmd 11517,3,GBP,8.90,0.00,,,",
    );
  });

  test("a row for each line says what was sold at which price", async () => {
    const { orders, timezone } = await exportOrders(manager, { ...asked, from: "2026-06-10", to: "2026-06-10" });
    const rows = (await textOf(csvStream(lineColumns(timezone), linesOf(orders)))).trim().split("\r\n");
    expect(rows).toHaveLength(145);
    expect(rows[2]).toMatch(/,SKU-2,"Rye, ""dark""",,2,GBP,2\.20,4\.40,$/);
  });

  test("memory does not grow with the file: what is read waits for what is written, a batch or two at most", async () => {
    const { orders, timezone } = await exportOrders(manager, asked);
    let [given, taken, most] = [0, 0, 0];
    async function* counted() {
      for await (const order of orders) {
        given += 1;
        yield order;
      }
    }
    for await (const part of csvStream(orderColumns(timezone), counted())) {
      most = Math.max(most, given - taken);
      taken += Buffer.from(part).toString("latin1").split("\n").length - 1;
    }
    expect([given, taken]).toEqual([many, many + 1]);
    expect(most).toBeLessThan(1_500);
  });

  test("a file that nobody reads on is not read ahead of, and one that is hung up on stops the reading", async () => {
    const find = vi.spyOn(db().order, "findMany");
    const { orders, timezone } = await exportOrders(manager, asked);
    const reader = csvStream(orderColumns(timezone), orders).getReader();
    await reader.read();
    await quiet(find);
    const read = find.mock.calls.length;
    expect(read).toBeLessThan(10);
    await reader.cancel();
    await quiet(find);
    expect(find.mock.calls.length).toBe(read);
    await expect(orders.next()).resolves.toEqual({ done: true, value: undefined });
    find.mockRestore();
  });

  test("the log keeps who took which days", async () => {
    await ordersOf({ ...asked, from: "2026-02-01", to: "2026-02-01" });
    const event = await db().event.findFirst({ where: { type: "shop.file_downloaded" }, orderBy: { id: "desc" } });
    expect(event).toMatchObject({ actor: { id: manager.id }, snapshot: { from: "2026-02-01", by: "placed" } });
  });

  test("the counter's staff may not, nor anybody outside", async () => {
    await expect(exportOrders(counter, asked)).rejects.toMatchObject({ code: "not_permitted" });
    for (const actor of [null, customer])
      await expect(exportOrders(actor, asked)).rejects.toMatchObject({ code: "not_signed_in" });
  });

  test("days that run backwards, or are none, are refused", () => {
    expect(exportInput.safeParse({ ...asked, from: "2026-12-31", to: "2026-01-01" }).success).toBe(false);
    expect(exportInput.safeParse({ ...asked, from: "2026-02-30" }).success).toBe(false);
  });
});

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return Buffer.concat(await collect(stream)).toString("utf8");
}

/** Resolves once no further statement was asked for some turns of the loop. */
async function quiet(find: { mock: { calls: unknown[] } }): Promise<void> {
  for (let before = -1; before !== find.mock.calls.length; ) {
    before = find.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
