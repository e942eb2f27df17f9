import { db } from "@/lib/db/client";
import { lockOrders } from "@/lib/db/locks";
import { type Sql, sql } from "@/lib/db/sql";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { orderEvent } from "@/lib/orders/order-event";
import { snapshotFields, toSnapshot } from "@/lib/orders/read-snapshot";
import { reminder } from "@/lib/orders/remind-of-waiting";
import { getCalendar } from "@/lib/pickup/queries";
import { dueDays, dueTimes, type OpenDays } from "@/lib/pickup/reminder-moment";
import { getShop, type Shop } from "@/lib/settings/queries";

/** How many orders one transaction reminds of; the rest follow in the next. */
const mostAtOnce = 50;

/** Conditions on `orders AS o` whose moment has come, and that moment, in SQL. */
type Due = { which: Sql; moment: Sql };

/**
 * Has customers reminded of the orders that they collect soon, each order once for its day and time, however many workers ask. Never of one that was placed or
 * moved there after the moment to remind of it, that is over, or whose customer asked not to be told. Returns how many there were.
 */
export async function remindOfPickup(): Promise<number> {
  const shop = await getShop();
  if (shop.remindPickup === "never") return 0;
  const [{ now } = { now: new Date() }] = await db().$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
  const open = await getCalendar(shop.timezone, now);
  let reminded = 0;
  for (const due of allDue(shop, open, now)) reminded += await remindAll(due);
  return reminded;
}

/** In the evening before all orders of a day are due at once; counted in hours, each time is due by itself. */
function allDue(shop: Shop, open: OpenDays, now: Date): Due[] {
  const times = dueTimes(shop, open, now);
  const ofDays = dueDays(shop, open, now).map(({ day, moment }) => ({
    which: times ? sql`o.pickup_day = ${day}::date AND o.slot_starts_at IS NULL` : sql`o.pickup_day = ${day}::date`,
    moment: sql`${moment}::timestamptz`,
  }));
  if (!times) return ofDays;
  const { days, after, until } = times;
  const ofTimes = {
    which: sql`o.pickup_day = ANY(${days}::date[]) AND o.slot_starts_at > ${after} AND o.slot_starts_at <= ${until}`,
    moment: sql`(o.slot_starts_at - make_interval(hours => ${shop.remindPickupHours}::int))`,
  };
  return [...ofDays, ofTimes];
}

async function remindAll(due: Due): Promise<number> {
  let reminded = 0;
  for (;;) {
    const some = await inTransaction((tx) => remindSome(tx, due));
    reminded += some.reminded;
    if (some.found < mostAtOnce) return reminded;
  }
}

/** Found without a lock, locked in the order of their ids, and looked at again: what was cancelled or moved meanwhile is left alone. */
async function remindSome(tx: Tx, due: Due): Promise<{ found: number; reminded: number }> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT o.id FROM orders AS o WHERE ${isDue(due)} ORDER BY o.id LIMIT ${mostAtOnce}`;
  if (found.length === 0) return { found: 0, reminded: 0 };
  const ids = found.map(({ id }) => id);
  await lockOrders(tx, ids);
  const taken = await tx.$queryRaw<{ id: string; at: Date }[]>`
    INSERT INTO pickup_reminders (order_id, pickup_day, slot_id, at)
    SELECT o.id, o.pickup_day, coalesce(o.slot_id, ''), holdfast_now() FROM orders AS o WHERE o.id = ANY(${ids}::text[]) AND ${isDue(due)}
    ON CONFLICT DO NOTHING RETURNING order_id AS id, at`;
  const orders = await tx.order.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    select: snapshotFields,
    orderBy: { id: "asc" },
  });
  const at = taken[0]?.at ?? new Date();
  for (const order of orders)
    await recordEvent(tx, reminder, orderEvent({ type: "order.reminded", at, snapshot: toSnapshot(order) }));
  return { found: found.length, reminded: orders.length };
}

/** Whether a reminder of `orders AS o` is due. */
function isDue({ which, moment }: Due): Sql {
  return sql`
    ${which} AND o.status IN ('placed', 'accepted', 'ready') AND (o.notify_email OR o.notify_text) AND o.placed_at < ${moment}
    AND NOT EXISTS (
      SELECT 1 FROM pickup_reminders AS r WHERE r.order_id = o.id AND r.pickup_day = o.pickup_day AND r.slot_id = coalesce(o.slot_id, ''))
    AND NOT EXISTS (
      SELECT 1 FROM events AS e
       WHERE e.order_id = o.id AND e.type = 'order.changed' AND e.at >= ${moment} AND e.previous->'fulfilment' IS NOT NULL)`;
}
