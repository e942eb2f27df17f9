import { sql } from "@/lib/db/sql";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { factsOf } from "@/lib/reports/sell-through";
import { findStale } from "@/lib/reports/stale";
import { hoursOf, unitsOf } from "@/lib/reports/sums-sql";
import { getShop } from "@/lib/settings/queries";
import { addDays, type Day, dayOf } from "@/lib/time";

/** Days summed in one transaction, so that none is long. */
const daysAtOnce = 31;
const levelsAtOnce = 500;
/**
 * Brings the sums that reports are made of up to date: days that were never summed or changed since, and days' stock that changed. Reports are
 * exact without it, only slower. It may run twice at once. Returns how many days it summed.
 */
export async function keepSums(stopping?: AbortSignal): Promise<number> {
  const { timezone } = await getShop();
  const { seen, days } = await findStale({ from: "2000-01-01", to: addDays(dayOf(new Date(), timezone), 1) }, timezone);
  for (let done = 0; done < days.length; done += daysAtOnce) {
    if (stopping?.aborted) return done;
    await sumDays(days.slice(done, done + daysAtOnce), timezone);
  }
  await moveWatermark(seen);
  while (!stopping?.aborted && (await sumSomeLevels(timezone)) === levelsAtOnce);
  return days.length;
}

async function sumDays(days: readonly Day[], timezone: string): Promise<void> {
  await inTransaction(async (tx) => {
    await takeTurn(tx);
    await sum(tx, days, timezone);
  });
}

async function sum(tx: Tx, days: readonly Day[], timezone: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM report_hours WHERE day = ANY(${days}::date[])`;
  await tx.$executeRaw`DELETE FROM report_units WHERE day = ANY(${days}::date[])`;
  await tx.$executeRaw(
    sql`INSERT INTO report_hours (day, hour, channel, status, orders, total_minor) ${hoursOf(days, timezone)}`,
  );
  await tx.$executeRaw(sql`INSERT INTO report_units (day, variant_id, units, total_minor) ${unitsOf(days, timezone)}`);
  await tx.$executeRaw`
    INSERT INTO report_days (day, timezone) SELECT day, ${timezone} FROM unnest(${days}::date[]) AS day
    ON CONFLICT (day) DO UPDATE SET timezone = excluded.timezone`;
}

async function moveWatermark(seen: Date): Promise<void> {
  await inTransaction(
    (tx) => tx.$executeRaw`
    INSERT INTO report_watermark (id, seen_through) VALUES ('orders', ${seen})
    ON CONFLICT (id) DO UPDATE SET seen_through = greatest(excluded.seen_through, report_watermark.seen_through)`,
  );
}

/** Only of days that are over: today's change with every order. */
async function sumSomeLevels(timezone: string): Promise<number> {
  const today = dayOf(new Date(), timezone);
  return inTransaction(async (tx) => {
    await takeTurn(tx);
    return tx.$executeRaw(sql`
      WITH stale AS MATERIALIZED (
        SELECT l.id, l.committed, l.version FROM stock_levels l
         WHERE l.day < ${today}::date AND EXISTS (SELECT 1 FROM stock_entries e WHERE e.level_id = l.id)
           AND NOT EXISTS (SELECT 1 FROM report_levels r WHERE r.level_id = l.id AND r.version = l.version)
         LIMIT ${levelsAtOnce}
      )
      INSERT INTO report_levels (level_id, version, made, sold, wasted, opened_at, sold_out_at)
      SELECT f.level_id, s.version, f.made, f.sold, f.wasted, f.opened_at, f.sold_out_at FROM (${factsOf(sql`stale`)}) AS f JOIN stale s ON s.id = f.level_id
      ON CONFLICT (level_id) DO UPDATE SET version = excluded.version, made = excluded.made, sold = excluded.sold, wasted = excluded.wasted,
        opened_at = excluded.opened_at, sold_out_at = excluded.sold_out_at`);
  });
}

async function takeTurn(tx: Tx): Promise<void> {
  await tx.$executeRaw`LOCK TABLE report_watermark IN EXCLUSIVE MODE`;
}
