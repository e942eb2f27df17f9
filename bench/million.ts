import { readFileSync } from "node:fs";
import pg from "pg";

const script = readFileSync(new URL("./million.sql", import.meta.url), "utf8");
const filled = ["orders", "order_lines", "events", "event_personal", "deliveries", "stock_entries", "refused_demand"];

/**
 * Fills a prepared database with so many orders of the last five years, up to now: customers, lines, events, a message each, and the ledger of
 * the days that are over, in a few minutes a million. The catalogue must be there. For benches: it goes behind the shop's commands.
 */
export async function fillOrders(databaseUrl: string, orders: number, until = new Date()): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const indexes = await indexesOf(client);
    // What is made here is whole by construction: looking up the parent of every row would take longer than all the rest.
    await client.query("SET session_replication_role = replica");
    await client.query(
      "SET synchronous_commit = off; SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'; SET timezone = 'UTC'",
    );
    await tell(client, { orders: String(orders), until: until.toISOString(), zone: await zoneOf(client) });
    for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
    await client.query(script);
    for (const { definition } of indexes) await client.query(definition);
    await client.query("VACUUM (ANALYZE)");
  } finally {
    await client.end();
  }
}

async function tell(client: pg.Client, settings: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await client.query("SELECT set_config($1, $2, false)", [`million.${name}`, value]);
}

async function zoneOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ timezone: string }>("SELECT timezone FROM shop LIMIT 1");
  return rows[0]?.timezone ?? "Europe/London";
}

/** Indexes that no constraint needs: made anew afterwards, which takes a fraction of keeping them up. */
async function indexesOf(client: pg.Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisunique`,
    [filled],
  );
  return rows;
}
