import { sql } from "@/lib/db/sql";
import { read } from "@/lib/reports/reading";
import { newShop } from "@/lib/settings/queries";

/** How far a shop that was emptied is on its way to the first order, each step read from what is there. */
export type FirstRun = {
  named: boolean;
  hours: boolean;
  item: boolean;
  photo: boolean;
  stock: boolean;
  colleague: boolean;
  order: boolean;
};

/** The first steps of a shop that was started fresh; null for any other, once all are done, and once the list was put away. */
export async function findFirstRun(): Promise<FirstRun | null> {
  const [row] = await read<FirstRun & { shown: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM marks WHERE name = 'emptied') AND NOT EXISTS (SELECT 1 FROM marks WHERE name = 'first_run_put_away') AS shown,
           EXISTS (SELECT 1 FROM shop WHERE name <> ${newShop.name}) AS named,
           EXISTS (SELECT 1 FROM opening_hours) AS hours,
           EXISTS (SELECT 1 FROM items) AS item,
           EXISTS (SELECT 1 FROM items WHERE photo <> '') AS photo,
           EXISTS (SELECT 1 FROM stock_levels WHERE on_hand > 0) AS stock,
           (SELECT count(*) > 1 FROM staff_members WHERE removed_at IS NULL)
             OR EXISTS (SELECT 1 FROM staff_links WHERE kind = 'invite' AND withdrawn_at IS NULL) AS colleague,
           EXISTS (SELECT 1 FROM orders) AS order`);
  if (!row?.shown) return null;
  const { shown: _, ...steps } = row;
  return Object.values(steps).every(Boolean) ? null : steps;
}
