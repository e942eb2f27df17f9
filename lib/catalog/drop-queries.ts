import { type DropState, dropStateAt } from "@/lib/catalog/rules-of-drops";
import { db } from "@/lib/db/client";
import { type Sql, sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import { type Day, dayOf } from "@/lib/time";

/** A drop as the staff's list shows it. */
export type DropRow = {
  id: string;
  slug: string;
  name: string;
  startsAt: Date;
  endsAt: Date | null;
  state: DropState;
  items: string[];
  /** Units of its items that can be promised, for any day that is not over. */
  left: number;
  /** Units ordered since it began, cancelled orders left out. */
  sold: number;
  /** Orders refused since it began because there was not enough. */
  refused: number;
  /** How many want to be told. */
  wishes: number;
};

/** Drops that run or come, the next first, and the last of those that are over: at most 50 in all. */
export async function listDrops(timezone: string): Promise<DropRow[]> {
  return readRows(timezone, sql`true`);
}

/** The drops that Today shows: what runs, and what begins within a week. */
export async function listDropsAround(timezone: string): Promise<DropRow[]> {
  const rows = await readRows(
    timezone,
    sql`d.starts_at < (SELECT holdfast_now() + interval '7 days') AND coalesce(d.ends_at > (SELECT holdfast_now()), true)`,
  );
  return rows.filter(({ state }) => state === "coming" || state === "running");
}

/** One drop as the list shows it; null if there is none. */
export async function findDropRow(id: string, timezone: string): Promise<DropRow | null> {
  return (await readRows(timezone, sql`d.id = ${id}`))[0] ?? null;
}

async function readRows(timezone: string, condition: Sql): Promise<DropRow[]> {
  const today = dayOf(new Date(), timezone);
  const rows = await reading(
    db().$queryRaw<(DropRow & { cancelledAt: Date | null; now: Date })[]>`
      SELECT d.id, d.slug, d.name, d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.cancelled_at AS "cancelledAt", holdfast_now() AS now,
             coalesce((SELECT array_agg(i.name ORDER BY m.position) FROM drop_items m JOIN items i ON i.id = m.item_id WHERE m.drop_id = d.id), '{}') AS items,
             ${unitsLeft(today)} AS left, ${unitsSold} AS sold, ${ordersRefused} AS refused,
             (SELECT count(*)::int FROM drop_wishes w WHERE w.drop_id = d.id) AS wishes
        FROM drops d WHERE ${condition}
       ORDER BY d.cancelled_at IS NOT NULL OR coalesce(d.ends_at <= holdfast_now(), false), abs(extract(epoch FROM d.starts_at - holdfast_now()))
       LIMIT 50`,
  );
  return rows.map(({ cancelledAt, now, ...row }) => ({ ...row, state: dropStateAt({ ...row, cancelledAt }, now) }));
}

const variantsOf = sql`drop_items m JOIN variants v ON v.item_id = m.item_id AND v.hidden_at IS NULL`;

const unitsLeft = (today: Day) => sql`(
  SELECT coalesce(sum(l.on_hand - l.committed - l.held), 0)::int FROM ${variantsOf} JOIN stock_levels l ON l.variant_id = v.id
   WHERE m.drop_id = d.id AND (l.day IS NULL OR l.day >= ${today}::date))`;

const unitsSold = sql`(
  SELECT coalesce(sum(n.quantity), 0)::int FROM orders o JOIN order_lines n ON n.order_id = o.id
    JOIN drop_items m ON m.item_id = n.item_id AND m.drop_id = d.id
   WHERE o.placed_at >= d.starts_at AND coalesce(o.placed_at < d.ends_at, true) AND o.status <> 'cancelled')`;

const ordersRefused = sql`(
  SELECT count(*)::int FROM ${variantsOf} JOIN refused_demand r ON r.variant_id = v.id
   WHERE m.drop_id = d.id AND r.at >= d.starts_at AND coalesce(r.at < d.ends_at, true))`;

export type DropForStaff = NonNullable<Awaited<ReturnType<typeof findDropForStaff>>>;

/** A drop with all that its form holds; null if there is none. */
export async function findDropForStaff(id: string) {
  const items = { orderBy: { position: "asc" }, select: { itemId: true } } as const;
  const found = await db().drop.findUnique({ where: { id }, include: { items } });
  if (!found) return null;
  const { items: chosen, ...drop } = found;
  return { ...drop, itemIds: chosen.map(({ itemId }) => itemId) };
}

/** An item that a drop can bring, and the drop that it is in already. */
export type DropChoice = { id: string; name: string; category: string; photo: string; drop: string | null };

/** What a drop can bring: every item that is not archived, in the catalogue's order. */
export async function listDropChoices(dropId: string | null): Promise<DropChoice[]> {
  return db().$queryRaw<DropChoice[]>`
    SELECT i.id, i.name, c.name AS category, i.photo,
           (SELECT d.name FROM drop_items m JOIN drops d ON d.id = m.drop_id
             WHERE m.item_id = i.id AND m.left_at IS NULL AND d.id IS DISTINCT FROM ${dropId} AND coalesce(d.ends_at > holdfast_now(), true)
             ORDER BY d.starts_at LIMIT 1) AS drop
      FROM items i JOIN categories c ON c.id = i.category_id WHERE i.archived_at IS NULL
     ORDER BY c.position, c.id, i.position, i.id`;
}

async function reading<Rows>(query: Promise<Rows>): Promise<Rows> {
  try {
    return await query;
  } catch (error) {
    throw translateTrouble(error);
  }
}
