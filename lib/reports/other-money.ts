import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";

/** When the shop's currency became another while it had orders, the last time, and what it was; or null. */
export async function findOtherMoney(): Promise<{ until: Date; currency: string } | null> {
  const [found] = await read<{ until: Date; currency: string }>(sql`
    SELECT e.at AS until, e.previous->>'currency' AS currency
      FROM events e
     WHERE e.subject_kind = 'shop' AND e.type = 'shop.changed' AND e.previous->>'currency' IS NOT NULL
       AND EXISTS (SELECT 1 FROM orders o WHERE o.placed_at < e.at AND o.currency = e.previous->>'currency')
     ORDER BY e.at DESC LIMIT 1`);
  return found ?? null;
}
