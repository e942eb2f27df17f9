import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import { newShop } from "@/lib/settings/queries";

/** How far a shop that was emptied is on its way to the first order, each step read from what is there. */
export type FirstRun = {
  named: boolean;
  hours: boolean;
  item: boolean;
  photo: boolean;
  onSale: boolean;
  stock: boolean;
  colleague: boolean;
  order: boolean;
};

/** The first steps, and the first item there is, at whose page some of them are taken. */
export type FirstSteps = { done: FirstRun; firstItem: string | null };

/** The first steps of a shop that began without the demo or was started fresh; null once all are done, and once the list was put away. */
export async function findFirstRun(): Promise<FirstSteps | null> {
  const [row] = await read<FirstRun & { shown: boolean; firstItem: string | null }>(sql`
    SELECT NOT EXISTS (SELECT 1 FROM marks WHERE name IN ('demo_seeded', 'first_run_put_away')) AS shown,
           (SELECT id FROM items WHERE archived_at IS NULL ORDER BY id LIMIT 1) AS "firstItem",
           EXISTS (SELECT 1 FROM shop WHERE name <> ${newShop.name}) AS named,
           EXISTS (SELECT 1 FROM opening_hours) AS hours,
           EXISTS (SELECT 1 FROM items) AS item,
           EXISTS (SELECT 1 FROM items WHERE photo <> '') AS photo,
           EXISTS (SELECT 1 FROM items WHERE hidden_at IS NULL) AS "onSale",
           EXISTS (SELECT 1 FROM stock_levels WHERE on_hand > 0) AS stock,
           (SELECT count(*) > 1 FROM staff_members WHERE removed_at IS NULL)
             OR EXISTS (SELECT 1 FROM staff_links WHERE kind = 'invite' AND withdrawn_at IS NULL) AS colleague,
           EXISTS (SELECT 1 FROM orders) AS order`);
  if (!row?.shown) return null;
  const { shown: _, firstItem, ...done } = row;
  return Object.values(done).every(Boolean) ? null : { done, firstItem };
}
