import { db } from "@/lib/db/client";
import { rawSql, type Sql, sql } from "@/lib/db/sql";
import { mayHaveSql, passedOverSql } from "@/lib/stock/limits-in-line";
import type { Day } from "@/lib/time";
import type { PlaceState } from "@/lib/waiting/rules";

/** A place as staff see it. `place` is where it stands in line, from 1; none for one that does not wait. */
export type StaffPlace = {
  id: string;
  state: Extract<PlaceState, "unconfirmed" | "waiting" | "offered">;
  place: number | null;
  name: string;
  /** Email or number. */
  contact: string;
  wanted: number;
  takesFewer: boolean;
  askedAt: Date;
  units: number | null;
  until: Date | null;
  inCart: boolean;
  /** Whether they wait, and the limit per person leaves them too little: others are asked meanwhile. */
  passedOver: boolean;
};

/** Everyone who waits for a variant on a day, in line order. */
export type StaffList = { levelId: string; day: Day | null; item: string; sku: string; places: StaffPlace[] };

type Row = StaffPlace & Omit<StaffList, "places">;

/** Which lists are asked for: those of an item, of a variant, of a day; all where nothing is said. */
export type ListFilter = { itemId?: string; variantId?: string; day?: Day | null };

/** The waiting lists that somebody is on, by day (goods that keep last) and item; at most 2,000 places. */
export async function listWaiting(filter: ListFilter = {}): Promise<StaffList[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT p.id, p.state::text AS state, p.name, concat(p.email, p.phone) AS contact, p.wanted, p.takes_fewer AS "takesFewer", p.asked_at AS "askedAt",
           CASE WHEN p.state = 'waiting' THEN (row_number() OVER (PARTITION BY p.level_id, p.state ORDER BY p.position, p.id))::int END AS place,
           p.offered_units AS units, p.offered_until AS until, EXISTS (SELECT 1 FROM holds h WHERE h.level_id = p.level_id AND h.cart_id = p.cart_id) AS "inCart",
           ${rawSql(passedOverSql)} AS "passedOver",
           p.level_id AS "levelId", to_char(p.day, 'YYYY-MM-DD') AS day, v.sku, concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS item
      FROM waiting_places p JOIN variants v ON v.id = p.variant_id JOIN items i ON i.id = v.item_id ${rawSql(mayHaveSql)}
     WHERE p.state IN ('unconfirmed', 'waiting', 'offered') AND ${within(filter)}
     ORDER BY p.day NULLS LAST, i.name, v.sku, p.level_id, p.state = 'offered' DESC, p.state = 'waiting' DESC, p.position, p.asked_at
     LIMIT 2000`;
  return [...Map.groupBy(rows, (row) => row.levelId).values()].map((places) => {
    const [{ levelId, day, item, sku }] = places as [Row, ...Row[]];
    return { levelId, day, item, sku, places };
  });
}

/** Goods that keep have no day: they are on every day's list. */
function within({ itemId, variantId, day }: ListFilter): Sql {
  return sql`coalesce(v.item_id = ${itemId ?? null}::text, true) AND coalesce(v.id = ${variantId ?? null}::text, true)
    AND coalesce(p.day = ${day ?? null}::date, true)`;
}

/** A line as a sum: who waits for a variant on a day, and for how many units in all. */
export type LineSum = { variantId: string; item: string; day: Day | null; people: number; units: number };

/** Every line that somebody is in, the longest first; of one item, if it is named. Who has not confirmed is in none. */
export async function sumLines(itemId: string | null = null): Promise<LineSum[]> {
  return db().$queryRaw<LineSum[]>`
    SELECT p.variant_id AS "variantId", concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS item, to_char(p.day, 'YYYY-MM-DD') AS day,
           count(*)::int AS people, sum(p.wanted)::int AS units
      FROM waiting_places p JOIN variants v ON v.id = p.variant_id JOIN items i ON i.id = v.item_id
     WHERE p.state = 'waiting' AND coalesce(i.id = ${itemId}::text, true)
     GROUP BY p.level_id, p.variant_id, p.day, i.name, v.name, v.size ORDER BY units DESC, p.day NULLS LAST, item LIMIT 200`;
}
