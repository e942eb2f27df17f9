import pg from "pg";

/** Tables that tests change. Staff and their sessions stay, so that one sign-in serves many tests. */
const stocked = [
  "marks",
  "shop",
  "opening_hours",
  "closed_days",
  "categories",
  "items",
  "variants",
  "stock_levels",
  "stock_entries",
  "bake_plan",
  "bake_plan_lines",
  "bake_plan_exceptions",
  "close_rules",
  "low_marks",
  "told_levels",
];
const emptied = [
  "stocktakes",
  "stock_proofs",
  "day_closings",
  "order_reminders",
  "orders",
  "order_people",
  "people",
  "contact_codes",
  "order_lines",
  "carts",
  "events",
  "deliveries",
  "delivery_attempts",
  "pickup_week",
  "pickup_exceptions",
  "pickup_days",
  "pickup_slots",
  "text_opt_outs",
  "text_replies",
  "refused_demand",
  "drops",
  "drop_items",
  "drop_wishes",
];

/** A shop's database as a test sees it: put back to how it opened, and asked what a page cannot tell. */
export type Database = {
  reopen(): Promise<void>;
  ask<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Asks in a transaction that stays open, with the locks that it took. Returns what ends it. */
  hold(sql: string, values?: unknown[]): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/** Remembers how the database is now, so that it can be put back. */
export async function openDatabase(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => {});
  // Whatever the hour at which tests run, today's goods are there.
  await pool.query("INSERT INTO close_rules (closes_by_itself) VALUES (false)");
  await pool.query(
    ["CREATE SCHEMA opening", ...stocked.map((table) => `CREATE TABLE opening.${table} AS TABLE ${table}`)].join(";"),
  );
  return {
    reopen: () => reopen(pool),
    ask: async (sql, values) => (await pool.query(sql, values)).rows,
    hold: async (sql, values) => {
      const client = await pool.connect();
      await client.query("BEGIN");
      await client.query(sql, values);
      return async () => {
        await client.query("ROLLBACK");
        client.release();
      };
    },
    close: () => pool.end(),
  };
}

/** The shop's own processes go on meanwhile: one that is in the middle of something may cross the emptying. */
async function reopen(pool: pg.Pool): Promise<void> {
  for (;;) {
    try {
      return await putBack(pool);
    } catch (error) {
      if ((error as { code?: string }).code !== "40P01") throw error;
    }
  }
}

async function putBack(pool: pg.Pool): Promise<void> {
  const everything = [...stocked, ...emptied].join(", ");
  await pool.query(
    [
      "BEGIN",
      "DELETE FROM pgboss.job",
      `TRUNCATE ${everything} CASCADE`,
      "DELETE FROM destinations WHERE id <> 'dst_viewer'",
      // Levels come back with a version above any that a page or a process has seen: a lower one would be dropped as old.
      "UPDATE opening.stock_levels SET version = version + 1000",
      ...stocked.map((table) => `INSERT INTO ${table} SELECT * FROM opening.${table}`),
      // A shop that started fresh counts its entries from one again, and would meet those put back.
      "SELECT setval('stock_entries_id_seq', (SELECT max(id) FROM stock_entries))",
      "COMMIT",
      "SELECT pg_notify('holdfast', 'stock orders deliveries shop jobs')",
    ].join(";"),
  );
}
