import { availableSql } from "@/lib/catalog/available";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import type { Day } from "@/lib/time";

/** What is left of a variant on a day; no day for goods that keep. */
export type LevelOnDay = { variantId: string; day: Day | null; available: number; version: number };

/** What is left of some variants on some days, and of those of them that keep. */
export async function listLevelsOnDays(variantIds: readonly string[], days: readonly Day[]): Promise<LevelOnDay[]> {
  return db().$queryRaw<LevelOnDay[]>`
    SELECT l.variant_id AS "variantId", l.day::text AS day, ${rawSql(availableSql)} AS available, l.version
      FROM stock_levels l
     WHERE l.variant_id = ANY(${[...variantIds]}) AND (l.day IS NULL OR l.day = ANY(${[...days]}::date[]))`;
}

/** The lines of an order whose goods keep: they have no day. */
export async function listLinesThatKeep(orderId: string): Promise<string[]> {
  const rows = await db().orderLine.findMany({ where: { orderId, stockDay: null }, select: { id: true } });
  return rows.map((row) => row.id);
}

export type Neighbour = { id: string; number: number; numberPrefix: string };

/** The orders just before and after one, by number; null at either end. */
export async function findNeighbours(number: number): Promise<{ before: Neighbour | null; after: Neighbour | null }> {
  const select = { id: true, number: true, numberPrefix: true } as const;
  const [before, after] = await Promise.all([
    db().order.findFirst({ where: { number: { lt: number } }, select, orderBy: { number: "desc" } }),
    db().order.findFirst({ where: { number: { gt: number } }, select, orderBy: { number: "asc" } }),
  ]);
  return { before, after };
}
