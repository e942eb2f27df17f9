import { readItems } from "@/lib/catalog/read-items";
import { type DropState, dropStateAt } from "@/lib/catalog/rules-of-drops";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import type { Day } from "@/lib/time";

/** A drop as customers see it. Instants in milliseconds since 1970. */
export type ShownDrop = {
  id: string;
  slug: string;
  name: string;
  words: string;
  startsAt: number;
  endsAt: number | null;
  saysCount: boolean;
  tellMinutes: number;
  state: DropState;
  now: number;
};

type Row = Omit<ShownDrop, "state" | "startsAt" | "endsAt" | "now"> & {
  startsAt: Date;
  endsAt: Date | null;
  cancelledAt: Date | null;
  now: Date;
};

/** A drop with what it brings, for a day; null if there is none under this slug. */
export async function findDropPage(slug: string, day: Day) {
  const [row] = await readDrops(sql`d.slug = ${slug}`);
  if (!row) return null;
  const order = await reading(
    db().dropItem.findMany({ where: { dropId: row.id }, orderBy: { position: "asc" }, select: { itemId: true } }),
  );
  const ids = order.map(({ itemId }) => itemId);
  const items = await readItems(day, sql`AND i.id = ANY(${ids}::text[])`);
  return { drop: row, items: items.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)) };
}

/** The drops that run or begin within two weeks, the first to begin first. */
export async function listDropsToCome(): Promise<ShownDrop[]> {
  return readDrops(sql`d.cancelled_at IS NULL AND coalesce(d.ends_at > (SELECT holdfast_now()), true)
    AND d.starts_at < (SELECT holdfast_now() + interval '14 days') AND d.starts_at > (SELECT holdfast_now() - interval '1 day')`);
}

/** The wish that a letter's link names: the drop, and when it begins. Null once it was taken back or is forgotten. */
export async function findWishOf(token: string): Promise<{ drop: string; startsAt: Date } | null> {
  const select = { drop: { select: { name: true, startsAt: true } } } as const;
  const found = await reading(db().dropWish.findUnique({ where: { token }, select }));
  return found && { drop: found.drop.name, startsAt: found.drop.startsAt };
}

/** The database's clock, in milliseconds since 1970: by it a drop begins. */
export async function readClock(): Promise<number> {
  const [row] = await reading(
    db().$queryRaw<{ now: number }[]>`SELECT (extract(epoch FROM holdfast_now()) * 1000)::float8 AS now`,
  );
  return row?.now ?? Date.now();
}

async function readDrops(condition: ReturnType<typeof sql>): Promise<ShownDrop[]> {
  const rows = await reading(
    db().$queryRaw<Row[]>`
      SELECT d.id, d.slug, d.name, d.words, d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.cancelled_at AS "cancelledAt",
             d.says_count AS "saysCount", d.tell_minutes AS "tellMinutes", holdfast_now() AS now
        FROM drops d WHERE ${condition} ORDER BY d.starts_at LIMIT 6`,
  );
  return rows.map(({ startsAt, endsAt, cancelledAt, now, ...row }) => ({
    ...row,
    startsAt: startsAt.getTime(),
    endsAt: endsAt?.getTime() ?? null,
    state: dropStateAt({ startsAt, endsAt, cancelledAt }, now),
    now: now.getTime(),
  }));
}

async function reading<Rows>(query: Promise<Rows>): Promise<Rows> {
  try {
    return await query;
  } catch (error) {
    throw translateTrouble(error);
  }
}
