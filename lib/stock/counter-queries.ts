import { availableSql } from "@/lib/catalog/available";
import { orderableSql, shownSql } from "@/lib/catalog/on-sale";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { type Day, fromDate } from "@/lib/time";

/** A variant as the counter's page shows it: what is available of it today, with its price in minor units. */
export type Tile = {
  variantId: string;
  itemName: string;
  variantName: string;
  category: string;
  photo: string;
  keeps: boolean;
  /** Cannot be ordered on the web, but is here. */
  hidden: boolean;
  /** Whether there is a level at all: without one, nothing of it was ever planned for the day. */
  planned: boolean;
  priceMinor: number;
  available: number;
  promised: number;
  version: number;
};

/** What can be sold at the counter on a day: everything on sale, and what is hidden but there, in the catalogue's order. */
export async function listTiles(day: Day): Promise<Tile[]> {
  return db().$queryRaw<Tile[]>`
    SELECT v.id AS "variantId", i.name AS "itemName", concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS "variantName",
           c.name AS category, i.photo, i.keeps, NOT ${rawSql(orderableSql)} AS hidden, l.id IS NOT NULL AS planned, v.price_minor AS "priceMinor",
           coalesce(${rawSql(availableSql)}, 0) AS available, coalesce(l.committed + l.held, 0) AS promised,
           coalesce(l.version, 0) AS version
      FROM variants v
      JOIN items i ON i.id = v.item_id
      JOIN categories c ON c.id = i.category_id
      LEFT JOIN stock_levels l ON l.variant_id = v.id AND l.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE ${day}::date END
     WHERE ${rawSql(shownSql)} OR l.on_hand > 0
     ORDER BY c.position, i.position, v.position`;
}

export type SaleRow = {
  key: string;
  name: string;
  day: Day | null;
  unitPriceMinor: number;
  soldAt: Date;
  by: string;
};

/** The newest sales at the counter since an instant, at most 20. Those that were taken back are left out. */
export async function listCounterSales(since: Date): Promise<SaleRow[]> {
  const rows = await db().counterSale.findMany({
    where: { soldAt: { gte: since }, undoneAt: null },
    orderBy: [{ soldAt: "desc" }, { id: "desc" }],
    take: 20,
    select: {
      ...{ key: true, itemName: true, variantName: true, day: true },
      ...{ unitPriceMinor: true, soldAt: true, actor: true },
    },
  });
  return rows.map(({ itemName, variantName, day, actor, ...row }) => ({
    ...row,
    name: [itemName, variantName].filter(Boolean).join(", "),
    day: day && fromDate(day),
    by: (actor as { name?: string }).name ?? "",
  }));
}

/** Units sold at the counter since an instant, and what they came to in minor units. Those that were taken back do not count. */
export async function sumCounterSales(since: Date): Promise<{ units: number; totalMinor: number }> {
  const [sum] = await db().$queryRaw<{ units: number; totalMinor: number }[]>`
    SELECT coalesce(sum(quantity), 0)::int AS units, coalesce(sum(quantity::bigint * unit_price_minor), 0)::float8 AS "totalMinor"
      FROM counter_sales WHERE sold_at >= ${since} AND undone_at IS NULL`;
  return sum ?? { units: 0, totalMinor: 0 };
}
