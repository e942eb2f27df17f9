import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import type { Range } from "@/lib/reports/rules";

/** What customers asked for and could not get. */
export type RefusedDemand = {
  variantId: string;
  itemName: string;
  variantName: string;
  /** How often somebody was refused, and how many units were missing. */
  times: number;
  missing: number;
  /** The missing units at today's price, in minor units. */
  worthMinor: number;
};

/** Refused demand in a range of days of the shop's zone, by variant, most missing first. */
export async function listRefusedDemand({ from, to }: Range, timezone: string): Promise<RefusedDemand[]> {
  return read<RefusedDemand>(sql`
    WITH refused AS (
      SELECT variant_id, count(*)::int AS times, sum(requested - available)::int AS missing FROM refused_demand
       WHERE at >= (${from}::date::timestamp AT TIME ZONE ${timezone}) AND at < ((${to}::date + 1)::timestamp AT TIME ZONE ${timezone})
       GROUP BY variant_id
    )
    SELECT v.id AS "variantId", i.name AS "itemName", concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS "variantName",
           r.times, r.missing, (r.missing * v.price_minor)::int AS "worthMinor"
      FROM refused r JOIN variants v ON v.id = r.variant_id JOIN items i ON i.id = v.item_id
     ORDER BY r.missing DESC, v.sku`);
}
