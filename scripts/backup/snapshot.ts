import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { Failure } from "../failure";
import { pause } from "../postgres/processes";
import { leftOut, type Manifest } from "./manifest";

/** The lock that migrations take. */
const migrationLock = 72_707_369;
const longestWait = 15_000;

/** How both ends write values, whatever the server or the role prefers. */
export const plainSession = `
  SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET extra_float_digits = 1;
  SET bytea_output = 'hex'; SET synchronize_seqscans = off; SET statement_timeout = 0; SET lock_timeout = '10s';
  SET idle_in_transaction_session_timeout = 0;`;

export type Contents = Pick<Manifest, "takenAt" | "server" | "migrations" | "tables" | "sequences" | "keys">;

/** The database as it was at one moment, while it goes on changing for everybody else. */
export type Snapshot = {
  contents: Contents;
  /** A table's rows as COPY writes them, in pieces. */
  rows(table: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
};

/** Opens a snapshot. Selling goes on; only a migration waits until it is closed. */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url, application_name: "holdfast-backup" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(plainSession);
    await waitForMigrations(client);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const contents = await readContents(client);
    return {
      contents,
      rows: (table) => copyOut(client, contents, table),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function waitForMigrations(client: pg.Client): Promise<void> {
  for (const end = Date.now() + longestWait; ; await pause(200)) {
    const { rows } = await client.query("SELECT pg_try_advisory_lock_shared($1) AS free", [migrationLock]);
    if (rows[0].free) return;
    if (Date.now() > end) throw new Failure("The database is being brought up to date. Try again in a minute.");
  }
}

async function readContents(client: pg.Client): Promise<Contents> {
  const [{ at, server, migrated }] = (
    await client.query(
      `SELECT clock_timestamp() AS at, current_setting('server_version') AS server, to_regclass('_prisma_migrations') IS NOT NULL AS migrated`,
    )
  ).rows;
  if (!migrated) throw new Failure("There is no shop in this database.");
  return {
    takenAt: (at as Date).toISOString(),
    server,
    migrations: await listApplied(client),
    tables: await listTables(client),
    sequences: (
      await client.query(
        `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
      )
    ).rows,
    keys: await listKeys(client),
  };
}

async function listApplied(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1",
  );
  return rows.map((row) => row.migration_name);
}

/** Whatever tables there are, but those that are of the moment: what is new is never forgotten. */
async function listTables(client: pg.Client): Promise<Contents["tables"]> {
  const { rows } = await client.query(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL ($1)
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      GROUP BY c.relname ORDER BY c.relname`,
    [leftOut],
  );
  const tables: Contents["tables"] = [];
  for (const { name, columns } of rows) {
    const counted = await client.query(`SELECT count(*) AS rows FROM ${pg.escapeIdentifier(name)}`);
    tables.push({ name, columns, rows: Number(counted.rows[0].rows) });
  }
  return tables;
}

/** The ids of the keys in use: the second part of every sealed text, in whichever column that is. */
async function listKeys(client: pg.Client): Promise<string[]> {
  const sealed = await client.query(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = 'public' AND (column_name LIKE 'sealed%' OR column_name = 'former_secret') AND data_type = 'text'`,
  );
  const found = new Set<string>();
  for (const { table, column } of sealed.rows) {
    const [from, of] = [pg.escapeIdentifier(table), pg.escapeIdentifier(column)];
    const { rows } = await client.query(
      `SELECT DISTINCT split_part(${of}, '.', 2) AS key FROM ${from} WHERE ${of} LIKE 's1.%'`,
    );
    for (const { key } of rows) found.add(key);
  }
  return [...found].sort();
}

function copyOut(client: pg.Client, { tables }: Contents, wanted: string): AsyncIterable<Buffer> {
  const table = tables.find(({ name }) => name === wanted);
  if (!table) throw new Error(`No table ${wanted} in this snapshot.`);
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  return client.query(copyTo(`COPY ${pg.escapeIdentifier(table.name)} (${columns}) TO STDOUT`));
}
