import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import type { Range } from "@/lib/reports/rules";
import { findStale } from "@/lib/reports/stale";
import { isKept, unitsOf } from "@/lib/reports/sums-sql";

/** What was sold of a variant: units and minor units of money, in orders that stand. */
export type VariantSales = {
  variantId: string;
  itemId: string;
  sku: string;
  itemName: string;
  variantName: string;
  category: string;
  units: number;
  totalMinor: number;
};

/** Units sold in a range of days, by variant, most money first; exact as of now. Names are today's. */
export async function listVariantSales(range: Range, timezone: string): Promise<VariantSales[]> {
  const { days } = await findStale(range, timezone);
  const rows = await read<Omit<VariantSales, "totalMinor"> & { totalMinor: bigint }>(sql`
    WITH sold AS (
      SELECT variant_id, units, total_minor FROM report_units
       WHERE ${isKept(range, days, timezone)}
      UNION ALL
      SELECT variant_id, units, total_minor FROM (${unitsOf(days, timezone)}) AS fresh
    )
    SELECT v.id AS "variantId", i.id AS "itemId", v.sku, i.name AS "itemName", concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS "variantName",
           c.name AS category, sum(sold.units)::int AS units, sum(sold.total_minor)::bigint AS "totalMinor"
      FROM sold JOIN variants v ON v.id = sold.variant_id JOIN items i ON i.id = v.item_id JOIN categories c ON c.id = i.category_id
     GROUP BY v.id, i.id, c.id
     ORDER BY 8 DESC, v.sku`);
  return rows.map((row) => ({ ...row, totalMinor: Number(row.totalMinor) }));
}
