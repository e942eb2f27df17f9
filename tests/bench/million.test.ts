import { expect, test } from "vitest";
import { fillOrders } from "@/bench/million";
import { db } from "@/lib/db/client";
import { inSnapshot } from "@/lib/db/transaction";
import { everyOrder } from "@/lib/orders/list-filter";
import { listOrders } from "@/lib/orders/list-queries";
import { readProof } from "@/lib/stock/read-proof";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, stock } from "@/tests/support/shop";

useDatabase();

test("orders made for a bench are whole, and the shop goes on after them", async () => {
  await openShop();
  const loaf = await stock(3);
  await fillOrders(process.env.DATABASE_URL!, 300);
  const [row] = (await db().$queryRaw`
    SELECT count(*)::int AS orders, count(DISTINCT token)::int AS tokens, max(number) AS last,
           count(*) FILTER (WHERE status = 'placed')::int AS placed,
           count(*) FILTER (WHERE total_minor <> (SELECT sum(total_minor) FROM order_lines l WHERE l.order_id = o.id))::int AS wrong,
           count(*) FILTER (WHERE revision > (SELECT count(*) FROM events e WHERE e.order_id = o.id) AND status <> 'cancelled')::int AS untold,
           (SELECT count(*)::int FROM pg_indexes WHERE indexname IN ('orders_words_idx', 'events_order_id_at_idx')) AS indexes
      FROM orders o`) as [object];
  expect(row).toEqual({ orders: 300, tokens: 300, last: 500, placed: 12, wrong: 0, untold: 0, indexes: 2 });
  const books = await inSnapshot(readProof);
  expect(books.entries).toBeGreaterThan(300);
  expect(books.rows.filter(({ check }) => ["sum", "last", "balance"].includes(check))).toEqual([]);
  const { number } = await buy(loaf);
  expect(number).toBe(501);
  expect((await listOrders({ filter: everyOrder, timezone: "Europe/London" })).rows[0]?.number).toBe(501);
});
