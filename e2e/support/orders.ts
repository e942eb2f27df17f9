import type { Database } from "@/e2e/support/database";

/** How many orders to put on a day, and how many lines each has at least and at most. */
type Crowd = { day: string; orders: number; lines: [least: number, most: number] };

/** Puts a day's orders straight into the database: what they look like is what matters, not how they came. Returns their ids, oldest first. */
export async function fillDay(database: Database, { day, orders, lines: [least, most] }: Crowd): Promise<string[]> {
  const rows = await database.ask<{ id: string }>(
    `INSERT INTO orders (id, number, token, cart_id, channel, status, pickup_day, currency, locale, total_minor, customer_name, customer_email,
                         customer_phone, notify_email, notify_text, note, placed_at, updated_at)
     SELECT 'ord_01J' || lpad(n::text, 23, '0'), 3000 + n, lpad(n::text, 22, 't'), 'crt_' || n, 'web',
            (CASE WHEN n % 9 = 0 THEN 'ready' WHEN n % 3 = 0 THEN 'accepted' ELSE 'placed' END)::order_status,
            $1::date, 'GBP', 'en-GB', 0, (ARRAY['Maya Lindqvist', 'Tom Else', 'Ines Marlow', 'Wren Okafor', 'Jo Castellan-Featherstonehaugh'])[1 + n % 5],
            'person' || n || '@example.org', '', true, false,
            CASE WHEN n % 7 = 0 THEN 'Nut allergy in the house: please pack apart' ELSE '' END, now() - make_interval(mins => $2 - n), now()
       FROM generate_series(1, $2::int) n
     RETURNING id`,
    [day, orders],
  );
  await database.ask(
    `INSERT INTO order_lines (id, order_id, position, variant_id, stock_day, sku, item_id, item_slug, item_name, variant_name, quantity,
                              unit_price_minor, total_minor)
     SELECT 'lin_' || md5(o.id || v.id), o.id, row_number() OVER (PARTITION BY o.id ORDER BY v.id), v.id, NULL, v.sku, i.id, i.slug, i.name,
            concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')), v.units, v.price_minor, v.units * v.price_minor
       FROM orders o
       CROSS JOIN LATERAL (SELECT *, 1 + (o.number + length(sku)) % 4 AS units FROM variants ORDER BY md5(id || o.id)
                            LIMIT $1::int + o.number % ($2::int - $1::int + 1)) v
       JOIN items i ON i.id = v.item_id`,
    [least, most],
  );
  await database.ask(
    "UPDATE orders SET total_minor = (SELECT sum(l.total_minor) FROM order_lines l WHERE order_id = orders.id)",
  );
  return rows.map(({ id }) => id).sort();
}
