import { db } from "@/lib/db/client";
import { joinSql, noSql, type Sql, sql } from "@/lib/db/sql";
import { type Cursor, cursorWords, type OrderFilter } from "@/lib/orders/list-filter";
import { readSearch } from "@/lib/orders/search-words";
import type { OrderStatus } from "@/lib/orders/status";
import { addDays, type Day, instantAt } from "@/lib/time";

/** An order as a row of a list. Money in minor units. */
export type OrderRow = {
  id: string;
  number: number;
  numberPrefix: string;
  status: OrderStatus;
  channel: string;
  name: string;
  pickupDay: Day;
  /** The time of that day, in minutes from midnight; null where it has none. */
  slot: { startsMinute: number; endsMinute: number } | null;
  placedAt: Date;
  paidAt: Date | null;
  units: number;
  totalMinor: number;
  currency: string;
  locale: string;
  note: string;
};

export type OrderPage = {
  rows: OrderRow[];
  newer: string | null;
  older: string | null;
  /** How many there are in all, or `mostCounted` and one if there are more. */
  count: number;
  /** The order whose number was typed, whichever page it would stand on. */
  exact: OrderRow | null;
};

export type OrderList = { filter: OrderFilter; timezone: string; cursor?: Cursor | null; pageSize?: number };

export const mostCounted = 10_000;

/**
 * Orders by a filter, newest first, a page at a time, with how many there are. At most three statements whatever is asked: the count, which ends
 * early, tells whether the few that match are gathered and sorted, or the many walked through from the newest on.
 */
export async function listOrders({ filter, timezone, cursor = null, pageSize = 50 }: OrderList): Promise<OrderPage> {
  const where = whereOrders(filter, timezone);
  const [count, exact] = await Promise.all([countUpTo(where, mostCounted + 1), findByNumber(filter)]);
  const found = await readPage({ where, cursor, limit: pageSize + 1, few: count <= mostCounted });
  const short = cursor?.after === "newer" && found.length < pageSize;
  if (short) return listOrders({ filter, timezone, pageSize });
  const rows = cursor?.after === "newer" ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize);
  const more = found.length > pageSize;
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    newer: first && cursor && (cursor.after === "older" || more) ? cursorWords("newer", first) : null,
    older: last && (cursor?.after === "newer" || more) ? cursorWords("older", last) : null,
    count,
    exact,
  };
}

/** The condition on `orders AS o` that a filter stands for. Something typed that can be no search finds nothing. */
export function whereOrders(filter: OrderFilter, timezone: string): Sql {
  const { pickupFrom, pickupTo, placedFrom, placedTo, status, item, channel } = filter;
  const conditions = [
    filter.find === "" ? null : whereFound(filter.find),
    pickupFrom && sql`o.pickup_day >= ${pickupFrom}::date`,
    // Nobody orders for a day that has long passed: so the walk from the newest order on knows where to begin.
    pickupTo && sql`o.pickup_day <= ${pickupTo}::date AND o.placed_at < ${addDays(pickupTo, 8)}::date`,
    placedFrom && sql`o.placed_at >= ${instantAt(placedFrom, 0, timezone)}`,
    placedTo && sql`o.placed_at < ${instantAt(addDays(placedTo, 1), 0, timezone)}`,
    status && whereStatus(status),
    item &&
      sql`EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.item_id = ${item} AND l.variant_id = ANY(ARRAY(SELECT id FROM variants WHERE item_id = ${item})))`,
    channel && sql`o.channel = ${channel}`,
  ].filter((condition) => condition !== null);
  return conditions.length === 0 ? sql`true` : joinSql(conditions, " AND ");
}

function whereFound(typed: string): Sql {
  const words = readSearch(typed)?.words;
  return words
    ? sql`order_words(o.customer_name, o.customer_email, o.customer_phone) @@ ${words}::tsquery`
    : sql`false`;
}

function whereStatus(status: OrderStatus | "open"): Sql {
  return status === "open" ? sql`o.status IN ('placed', 'accepted', 'ready')` : sql`o.status = ${status}::order_status`;
}

async function countUpTo(where: Sql, most: number): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM orders o WHERE ${where} LIMIT ${most}) AS found`;
  return row?.count ?? 0;
}

type Page = { where: Sql; cursor: Cursor | null; limit: number; few: boolean };

async function readPage({ where, cursor, limit, few }: Page): Promise<OrderRow[]> {
  const beyond = cursor ? beyondCursor(cursor) : noSql;
  const order = cursor?.after === "newer" ? sql`placed_at, id` : sql`placed_at DESC, id DESC`;
  const page = few
    ? sql`matching AS MATERIALIZED (SELECT o.id, o.placed_at FROM orders o WHERE ${where}),
          page AS MATERIALIZED (SELECT id FROM matching o WHERE true ${beyond} ORDER BY ${order} LIMIT ${limit})`
    : sql`page AS MATERIALIZED (SELECT id FROM orders o WHERE ${where} ${beyond} ORDER BY ${order} LIMIT ${limit})`;
  return db().$queryRaw<OrderRow[]>`WITH ${page} ${rowsOf(sql`page`)} ORDER BY ${order}`;
}

function beyondCursor({ after, at, id }: Cursor): Sql {
  return after === "older"
    ? sql`AND (o.placed_at, o.id) < (${at}, ${id})`
    : sql`AND (o.placed_at, o.id) > (${at}, ${id})`;
}

function rowsOf(page: Sql): Sql {
  return sql`
    SELECT id, number, number_prefix AS "numberPrefix", status::text, channel, customer_name AS name, to_char(pickup_day, 'YYYY-MM-DD') AS "pickupDay",
           CASE WHEN slot_starts_minute IS NOT NULL THEN jsonb_build_object('startsMinute', slot_starts_minute, 'endsMinute', slot_ends_minute) END AS slot,
           placed_at AS "placedAt", paid_at AS "paidAt", total_minor AS "totalMinor", currency, locale, note,
           (SELECT coalesce(sum(quantity), 0)::int FROM order_lines l WHERE l.order_id = orders.id) AS units
      FROM ${page} JOIN orders USING (id)`;
}

/** A number is unique with its prefix and without: whoever types one wants that order. */
async function findByNumber({ find }: OrderFilter): Promise<OrderRow | null> {
  const { numbers = [], whole = "" } = readSearch(find) ?? {};
  if (numbers.length === 0) return null;
  const [row] = await db().$queryRaw<OrderRow[]>`
    ${rowsOf(sql`(SELECT id FROM orders WHERE number = ANY(${numbers}::int[])
                   AND (number::text = ${whole} OR lower(number_prefix || number) = ${whole}) LIMIT 1) AS page`)}`;
  return row ?? null;
}
