import pg from "pg";

/** So many connections a process, as the shop has. */
const connections = 10;

export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  pool.on("error", () => {});
  return pool;
}

/**
 * A counter on the item, the orders, and a ledger, as the shop has them, without its CHECK: what an approach gets wrong is to be seen.
 * `sold_after` is what the seller believed the counter to be.
 */
export async function createTables(pool: pg.Pool): Promise<void> {
  await pool.query(`
    CREATE TABLE items (id text PRIMARY KEY, on_hand int NOT NULL, sold int NOT NULL DEFAULT 0, version int NOT NULL DEFAULT 0);
    CREATE TABLE orders (id text PRIMARY KEY, item text NOT NULL, placed_at timestamptz NOT NULL DEFAULT clock_timestamp());
    CREATE TABLE entries (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, item text NOT NULL, order_id text NOT NULL, delta int NOT NULL,
                          sold_after int NOT NULL);`);
}

/** Begins again with so many units of each item. */
export async function stockItems(pool: pg.Pool, items: readonly string[], units: number): Promise<void> {
  await pool.query("TRUNCATE items, orders, entries");
  await pool.query("INSERT INTO items (id, on_hand) SELECT unnest($1::text[]), $2", [[...items], units]);
  await pool.query("CHECKPOINT");
}

export type Counters = { left: number; sold: number; version: number };

/** An item's counters, read with `lock` behind the statement. */
export async function readCounters(
  on: pg.Pool | pg.PoolClient,
  item: string,
  lock: "" | "FOR UPDATE" = "",
): Promise<Counters> {
  const text = `SELECT on_hand - sold AS left, sold, version FROM items WHERE id = $1 ${lock}`;
  const { rows } = await on.query<Counters>({ name: `counters ${lock}`, text, values: [item] });
  if (!rows[0]) throw new Error(`There is no item ${item}.`);
  return rows[0];
}

/**
 * The one statement that writes a sale: the counter, the order, the ledger. `set` and `where` say how the counter may change; nothing at all is
 * written where it may not. $1 is the item, $2 the order.
 */
export function saleSql(set: string, where = "true"): string {
  return `
    WITH counted AS (UPDATE items SET sold = ${set}, version = version + 1 WHERE id = $1 AND ${where} RETURNING id, sold),
         placed AS (INSERT INTO orders (id, item) SELECT $2, id FROM counted)
    INSERT INTO entries (item, order_id, delta, sold_after) SELECT id, $2, -1, sold FROM counted`;
}

/** Runs work in one transaction. */
export async function transact<Result>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const tx = await pool.connect();
  try {
    await tx.query("BEGIN");
    const result = await work(tx);
    await tx.query("COMMIT");
    return result;
  } catch (error) {
    await tx.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    tx.release();
  }
}

/** What there is left of each item. */
export async function readLeft(pool: pg.Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; left: number }>("SELECT id, on_hand - sold AS left FROM items");
  return new Map(rows.map(({ id, left }) => [id, left]));
}

export type Sale = { item: string; order: string };

/** Writes many sales in one statement, and so in one commit. */
export async function saveSales(pool: pg.Pool, sales: readonly Sale[]): Promise<void> {
  const text = `
    WITH sale AS (SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS s (item, order_id, place)),
         placed AS (INSERT INTO orders (id, item) SELECT order_id, item FROM sale),
         counted AS (UPDATE items SET sold = sold + many, version = version + 1
                       FROM (SELECT item, count(*)::int AS many FROM sale GROUP BY item) AS per WHERE items.id = per.item
                     RETURNING items.id, sold - many AS before)
    INSERT INTO entries (item, order_id, delta, sold_after)
    SELECT item, order_id, -1, before + row_number() OVER (PARTITION BY item ORDER BY place) FROM sale JOIN counted ON counted.id = sale.item`;
  const values = [sales.map(({ item }) => item), sales.map(({ order }) => order)];
  await pool.query({ name: "save sales", text, values });
}
