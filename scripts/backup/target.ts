import { ask } from "../postgres/cluster";

/** What stands where a backup is to go. */
export type Target = {
  /** Nothing there that anybody made: no tables, or the demo as it opened, or an emptied shop. */
  unused: boolean;
  orders: number;
  items: number;
  /** Programs of a shop that are at work on it. */
  open: number;
};

/** Looks at a database and changes nothing. */
export async function lookAt(url: string): Promise<Target> {
  const [sessions] = await ask(
    url,
    `SELECT count(*)::int AS open FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name IN ('holdfast', 'holdfast-queue', 'holdfast-send')`,
  );
  const [tables] = await ask(
    url,
    `SELECT count(*)::int AS tables, to_regclass('public.orders') IS NOT NULL AS shop,
            to_regclass('public.event_personal') IS NOT NULL AS subjects
       FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const found = { orders: 0, items: 0, open: Number(sessions?.open) };
  if (tables?.tables === 0) return { ...found, unused: true };
  if (!tables?.shop) return { ...found, unused: false };
  return { ...found, ...(await countUse(url)) };
}

/** What people leave who only came to look. */
const looked = ["staff.signed_in", "staff.sign_in_failed", "staff.code_failed", "staff.sessions_ended"];

/** People leave orders, stock entries and events under their names; opening the demo and looking at it leaves none of these. */
async function countUse(url: string): Promise<Pick<Target, "unused" | "orders" | "items">> {
  const [use] = await ask(
    url,
    `SELECT (SELECT count(*) FROM orders)::int AS orders, (SELECT count(*) FROM items)::int AS items,
            EXISTS (SELECT 1 FROM marks WHERE name = 'demo_seeded') AS demo,
            EXISTS (SELECT 1 FROM stock_entries WHERE actor->>'kind' <> 'system') AS stocked,
            EXISTS (SELECT 1 FROM events WHERE actor->>'kind' <> 'system' AND type <> ALL ($1)) AS changed`,
    [looked],
  );
  const { orders, items, demo, stocked, changed } = use as Record<"orders" | "items", number> & Record<string, boolean>;
  return { orders, items, unused: orders === 0 && !stocked && !changed && (items === 0 || demo === true) };
}
