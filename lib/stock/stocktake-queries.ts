import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import type { Reckoning } from "@/lib/stock/rules-of-stocktake";
import { type Day, fromDate } from "@/lib/time";

type Who = { kind: Actor["kind"]; name?: string };

export type Stocktake = {
  id: string;
  day: Day;
  name: string;
  state: "open" | "applied" | "dropped";
  openedAt: Date;
  openedBy: Who;
  settledAt: Date | null;
  settledBy: Who | null;
};

const fields = {
  ...{ id: true, day: true, name: true, state: true },
  ...{ openedAt: true, openedBy: true, settledAt: true, settledBy: true },
} as const;

type Stored = Omit<Stocktake, "day" | "state" | "openedBy" | "settledBy"> & {
  day: Date;
  state: string;
  openedBy: unknown;
  settledBy: unknown;
};

function toStocktake({ day, state, openedBy, settledBy, ...row }: Stored): Stocktake {
  return {
    ...row,
    day: fromDate(day),
    state: state as Stocktake["state"],
    openedBy: openedBy as Who,
    settledBy: settledBy as Who | null,
  };
}

/** A stocktake; null if there is none. */
export async function findStocktake(id: string): Promise<Stocktake | null> {
  const row = await db().stocktake.findUnique({ where: { id }, select: fields });
  return row && toStocktake(row);
}

/** The last stocktakes, newest first, at most 30, each with how many variants were counted. */
export async function listStocktakes(): Promise<(Stocktake & { counted: number })[]> {
  const rows = await db().stocktake.findMany({
    select: { ...fields, counts: { select: { variantId: true }, distinct: ["variantId"] } },
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
    take: 30,
  });
  return rows.map(({ counts, ...row }) => ({ ...toStocktake(row), counted: counts.length }));
}

/** A variant of a stocktake: its last count, if there is one, by whom and when, and what the ledger says of then and now. */
export type StocktakeRow = {
  variantId: string;
  sku: string;
  itemName: string;
  variantName: string;
  category: string;
  /** What the level is for; none for goods that keep. */
  day: Day | null;
  onHand: number;
  promised: number;
  count: (Reckoning & Last) | null;
};

type Last = {
  at: Date;
  by: string;
  /** How often it was counted, and by how many. */
  times: number;
  people: number;
  /** Units that were sold or came within two minutes of the count: the shelf and the ledger may not have been at the same point. */
  near: number;
};

type Read = Omit<StocktakeRow, "count"> & Omit<Reckoning & Last, "onHand"> & { countedAt: Date | null };

/** Every variant that a stocktake is of, in the catalogue's order, each with its last count. */
export async function listStocktakeRows(id: string, reader: Pick<Tx, "$queryRaw"> = db()): Promise<StocktakeRow[]> {
  const rows = await reader.$queryRaw<Read[]>`
    SELECT v.id AS "variantId", v.sku, i.name AS "itemName", concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS "variantName",
           cat.name AS category, CASE WHEN i.keeps THEN NULL ELSE to_char(t.day, 'YYYY-MM-DD') END AS day,
           coalesce(s.on_hand, 0) AS "onHand", coalesce(s.committed + s.held, 0) AS promised,
           c.at AS "countedAt", c.counted, c.on_hand_then AS "onHandThen", c.actor->>'name' AS by, c.times, c.people,
           coalesce(e.moved, 0) AS moved, coalesce(e.near, 0) AS near
      FROM stocktakes t
      JOIN items i ON t.category_id IS NULL OR i.category_id = t.category_id
      JOIN categories cat ON cat.id = i.category_id
      JOIN variants v ON v.item_id = i.id
      LEFT JOIN stock_levels s ON s.variant_id = v.id AND s.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE t.day END
      LEFT JOIN LATERAL (
        SELECT *, (SELECT count(*)::int FROM stocktake_counts WHERE stocktake_id = t.id AND variant_id = v.id) AS times,
               (SELECT count(DISTINCT actor->>'id')::int FROM stocktake_counts WHERE stocktake_id = t.id AND variant_id = v.id) AS people
          FROM stocktake_counts WHERE stocktake_id = t.id AND variant_id = v.id ORDER BY id DESC LIMIT 1) c ON true
      LEFT JOIN LATERAL (
        SELECT sum(en.on_hand_delta) FILTER (WHERE en.id > c.entry_then)::int AS moved,
               coalesce(sum(abs(en.on_hand_delta)) FILTER (WHERE en.at BETWEEN c.at - interval '2 minutes' AND c.at + interval '2 minutes'), 0)::int AS near
          FROM stock_entries en
         WHERE en.level_id = s.id AND en.at > c.at - interval '1 hour' AND en.reason NOT IN ('counted', 'entry_undone')
           AND NOT EXISTS (SELECT 1 FROM stock_entries u WHERE u.undoes_id = en.id)) e ON c.id IS NOT NULL
     WHERE t.id = ${id} AND (c.id IS NOT NULL OR (v.hidden_at IS NULL AND i.hidden_at IS NULL) OR s.on_hand > 0)
     ORDER BY cat.position, i.position, v.position`;
  return rows.map(toRow);
}

function toRow({ countedAt, counted, onHandThen, moved, by, times, people, near, ...row }: Read): StocktakeRow {
  if (!countedAt) return { ...row, count: null };
  return { ...row, count: { counted, onHandThen, moved, onHand: row.onHand, at: countedAt, by, times, people, near } };
}

/** The categories that a stocktake can be of, in the catalogue's order. */
export async function listCategoryNames(): Promise<{ id: string; name: string }[]> {
  return db().category.findMany({ select: { id: true, name: true }, orderBy: [{ position: "asc" }, { id: "asc" }] });
}
