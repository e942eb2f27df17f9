import { availableSql, inCheckoutSql } from "@/lib/catalog/available";
import { readClock } from "@/lib/catalog/drop-page-queries";
import { countedSql } from "@/lib/catalog/on-sale";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import { isInTrouble } from "@/lib/deliveries/trouble";
import type { LiveBoard, LiveCart, LiveLevel, LiveOrder, LiveSlot } from "@/lib/live/rules";
import { liveSlot } from "@/lib/live/rules-of-slots";
import { getOpenDays } from "@/lib/pickup/queries-of-hours";
import { listSlots } from "@/lib/pickup/queries-of-slots";
import { hoursOn } from "@/lib/pickup/rules-of-hours";
import { newShop } from "@/lib/settings/queries";
import type { Ordering } from "@/lib/settings/rules-of-ordering";
import { orderingColumns } from "@/lib/settings/taking-sql";
import type { Day } from "@/lib/time";

/**
 * What can be ordered of each variant, for each of the days, in one statement: none of what is not on sale, so that a page that still shows it
 * hears that it is gone, and of what a drop will bring as many as the shop says beforehand.
 */
export async function readLevels(days: readonly Day[]): Promise<Map<Day, LiveLevel[]>> {
  const rows = await reading(
    db().$queryRaw<(LiveLevel & { day: Day })[]>`
      SELECT asked.day, v.id AS "variantId", CASE WHEN ${rawSql(countedSql)} THEN ${rawSql(availableSql)} ELSE 0 END AS available,
             ${rawSql(inCheckoutSql)} AS "inCheckout", l.version
        FROM unnest(${days}::text[]) AS asked(day)
        JOIN stock_levels l ON l.day = asked.day::date OR l.day IS NULL
        JOIN variants v ON v.id = l.variant_id
        JOIN items i ON i.id = v.item_id AND i.keeps = (l.day IS NULL)`,
  );
  const levels = new Map<Day, LiveLevel[]>(days.map((day) => [day, []]));
  for (const { day, ...level } of rows) levels.get(day)?.push(level);
  return levels;
}

/** What each pickup time of the days has room for, by the database's clock; all of a day on which the shop is closed are closed. */
export async function readSlots(days: readonly Day[]): Promise<Map<Day, LiveSlot[]>> {
  const [slots, open, clock] = await reading(Promise.all([listSlots(days), getOpenDays(), readClock()]));
  const now = new Date(clock);
  return new Map(
    [...slots].map(([day, some]) => {
      const shut = hoursOn(open, day) === null;
      return [day, some.map((slot) => liveSlot({ ...slot, closed: slot.closed || shut }, now))];
    }),
  );
}

/** Whether the shop takes orders, by the database's clock. */
export async function readOrdering(): Promise<Ordering> {
  const [shop] = await reading(
    db().$queryRaw<(Omit<Ordering, "open"> & { orderingOpen: boolean })[]>`
      SELECT ${rawSql(orderingColumns)} FROM shop s`,
  );
  const { orderingOpen: open, closedMessage, pausedUntil, pausedMessage } = shop ?? { ...newShop, pausedUntil: null };
  return { open, closedMessage, pausedUntil, pausedMessage: pausedUntil === null ? "" : pausedMessage };
}

/** The state of each order under these tokens; a token without an order is left out. */
export async function readOrders(tokens: readonly string[]): Promise<Map<string, LiveOrder>> {
  const rows = await reading(
    db().$queryRaw<LiveOrder[]>`
      SELECT token, number_prefix || number AS number, status::text, revision FROM orders WHERE token = ANY(${tokens}::text[])`,
  );
  return new Map(rows.map((row) => [row.token, row]));
}

/** What each of these carts holds now, with what it was offered and may have back: nothing is said by an empty list, so that a page hears that it is over. */
export function readCarts(cartIds: readonly string[]): Promise<LiveCart[]> {
  return reading(
    db().$queryRaw<LiveCart[]>`
      WITH held AS (
        SELECT coalesce(h.cart_id, p.cart_id) AS cart_id, l.variant_id, to_char(l.day, 'YYYY-MM-DD') AS day, sum(h.units)::int AS units
          FROM holds h JOIN stock_levels l ON l.id = h.level_id LEFT JOIN waiting_places p ON p.id = h.place_id AND p.state = 'offered'
         WHERE coalesce(h.cart_id, p.cart_id) = ANY(${cartIds}::text[]) AND h.ends_at > (SELECT holdfast_now()) GROUP BY 1, 2, 3)
      SELECT asked.id AS "cartId", (extract(epoch FROM (SELECT holdfast_now())) * 1000)::float8 AS "readAt",
             coalesce(jsonb_agg(jsonb_build_object('variantId', o.variant_id, 'day', o.day, 'units', o.units) ORDER BY o.variant_id, o.day)
                        FILTER (WHERE o.cart_id IS NOT NULL), '[]') AS held
        FROM unnest(${cartIds}::text[]) AS asked(id) LEFT JOIN held o ON o.cart_id = asked.id GROUP BY asked.id`,
  );
}

/**
 * The open orders with those that changed in the last hour (at most 500, newest first), counts, and deliveries in trouble that were not
 * sent again.
 */
export async function readBoard(): Promise<LiveBoard> {
  const [board] = await reading(
    db().$queryRaw<[LiveBoard]>`
      WITH shown AS MATERIALIZED (
        (SELECT id FROM orders WHERE status IN ('placed', 'accepted', 'ready') ORDER BY number DESC LIMIT 500)
        UNION
        (SELECT id FROM orders WHERE updated_at > (SELECT holdfast_now() - interval '1 hour') ORDER BY updated_at DESC LIMIT 500))
      SELECT coalesce((SELECT jsonb_agg(told) FROM (
               SELECT id, number, number_prefix AS "numberPrefix", status, channel, revision, to_char(pickup_day, 'YYYY-MM-DD') AS "pickupDay",
                      customer_name AS "customerName",
                      to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "placedAt"
                 FROM orders WHERE id IN (SELECT id FROM shown) ORDER BY number DESC LIMIT 500) AS told), '[]') AS orders,
             (SELECT jsonb_build_object(
                       'placed', count(*) FILTER (WHERE status = 'placed'),
                       'accepted', count(*) FILTER (WHERE status = 'accepted'),
                       'ready', count(*) FILTER (WHERE status = 'ready'))
                FROM orders WHERE status IN ('placed', 'accepted', 'ready')) AS counts,
             (SELECT count(*) FROM deliveries AS one WHERE ${isInTrouble})::int AS trouble`,
  );
  return board;
}

async function reading<Rows>(query: Promise<Rows>): Promise<Rows> {
  try {
    return await query;
  } catch (error) {
    throw translateTrouble(error);
  }
}
