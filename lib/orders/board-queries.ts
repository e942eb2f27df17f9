import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { type BoardOrder, readBoardOrders } from "@/lib/orders/read-board";
import { type Day, fromDate, toDate } from "@/lib/time";

const open = ["placed", "accepted", "ready"] as const;

/** How many orders a board holds at most; of more, the newest. */
export const mostOnBoard = 1_000;

/** Every open order whatever its pickup day, oldest first, with what was completed, cancelled or given up since. */
export async function listOpenOrders(since: Date): Promise<BoardOrder[]> {
  const where = sql`o.status IN ('placed', 'accepted', 'ready') OR o.updated_at >= ${since}`;
  return (await readBoardOrders(where, mostOnBoard)).reverse();
}

/** The orders of a pickup day, oldest first. */
export async function listBoard(day: Day): Promise<BoardOrder[]> {
  return (await readBoardOrders(sql`o.pickup_day = ${day}::date`, mostOnBoard)).reverse();
}

/** The orders that wait to be accepted, newest first, at most 20. */
export async function listPlaced(): Promise<BoardOrder[]> {
  return readBoardOrders(sql`o.status = 'placed'`, 20);
}

/** How many orders there are in all. */
export async function countOrders(): Promise<number> {
  return db().order.count();
}

export type OpenCount = { placed: number; open: number };

/** How many orders wait to be accepted, and how many are open in all. */
export async function countOpen(): Promise<OpenCount> {
  const [placed, all] = await Promise.all([
    db().order.count({ where: { status: "placed" } }),
    db().order.count({ where: { status: { in: [...open] } } }),
  ]);
  return { placed, open: all };
}

/** The pickup days before `today` that still have open orders, with how many. */
export async function countOverdue(today: Day): Promise<{ day: Day; open: number }[]> {
  const rows = await db().order.groupBy({
    by: ["pickupDay"],
    where: { status: { in: [...open] }, pickupDay: { lt: toDate(today) } },
    _count: true,
    orderBy: { pickupDay: "asc" },
  });
  return rows.map((row) => ({ day: fromDate(row.pickupDay), open: row._count }));
}

export type Promised = { variantId: string; orderId: string; number: string; quantity: number };

/** The open orders that units of a day's levels, and of goods that keep, are committed to. */
export async function listPromised(day: Day): Promise<Promised[]> {
  return db().$queryRaw<Promised[]>`
    SELECT l.variant_id AS "variantId", o.id AS "orderId", o.number_prefix || o.number AS number, sum(l.quantity)::int AS quantity
      FROM orders o JOIN order_lines l ON l.order_id = o.id
     WHERE o.status IN ('placed', 'accepted', 'ready') AND (l.stock_day = ${day}::date OR l.stock_day IS NULL)
     GROUP BY l.variant_id, o.id, o.number ORDER BY o.number`;
}
