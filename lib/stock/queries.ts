import { db } from "@/lib/db/client";
import { type Day, fromDate, toDate } from "@/lib/time";

/** A variant as the stock page shows it for a day. No level yet: `levelId` is null and the counters are 0. */
export type LevelRow = {
  levelId: string | null;
  variantId: string;
  sku: string;
  itemName: string;
  variantName: string;
  category: string;
  keeps: boolean;
  hidden: boolean;
  /** Of an item that was never put on sale. */
  draft: boolean;
  lowAt: number;
  onHand: number;
  committed: number;
  held: number;
  available: number;
  /** How many people are in line for it. */
  waiting: number;
  version: number;
};

/** Every variant with its level for a day, goods that keep last, in the catalogue's order. */
export async function listLevels(day: Day): Promise<LevelRow[]> {
  return db().$queryRaw<LevelRow[]>`
    SELECT l.id AS "levelId", v.id AS "variantId", v.sku, i.name AS "itemName", concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS "variantName",
           c.name AS category, i.keeps, (v.hidden_at IS NOT NULL OR i.hidden_at IS NOT NULL) AS hidden,
           (i.hidden_at IS NOT NULL AND i.published_at IS NULL AND i.archived_at IS NULL) AS draft, v.low_at AS "lowAt",
           coalesce(l.on_hand, 0) AS "onHand", coalesce(l.committed, 0) AS committed, coalesce(l.held, 0) AS held,
           coalesce(l.on_hand - l.committed - l.held, 0) AS available, coalesce(l.waiting, 0) AS waiting, coalesce(l.version, 0) AS version
      FROM variants v
      JOIN items i ON i.id = v.item_id
      JOIN categories c ON c.id = i.category_id
      LEFT JOIN stock_levels l ON l.variant_id = v.id AND l.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE ${day}::date END
     ORDER BY i.keeps, c.position, i.position, v.position`;
}

export type DaySum = { day: Day; onHand: number; available: number };

/** For each day from `from` to `to` that has levels: units on hand and still available. */
export async function sumDays(from: Day, to: Day): Promise<DaySum[]> {
  const rows = await db().stockLevel.groupBy({
    by: ["day"],
    where: { day: { gte: toDate(from), lte: toDate(to) } },
    _sum: { onHand: true, committed: true, held: true },
    orderBy: { day: "asc" },
  });
  return rows.map(({ day, _sum: { onHand, committed, held } }) => ({
    day: fromDate(day ?? new Date(0)),
    onHand: onHand ?? 0,
    available: (onHand ?? 0) - (committed ?? 0) - (held ?? 0),
  }));
}

export type LevelProof = { entries: number; onHand: number; committed: number; held: number };

/** What the ledger says a level's counters are: the sums over all its entries. */
export async function sumEntries(levelId: string): Promise<LevelProof> {
  const { _count, _sum } = await db().stockEntry.aggregate({
    where: { levelId },
    _count: true,
    _sum: { onHandDelta: true, committedDelta: true, heldDelta: true },
  });
  return {
    entries: _count,
    onHand: _sum.onHandDelta ?? 0,
    committed: _sum.committedDelta ?? 0,
    held: _sum.heldDelta ?? 0,
  };
}
