import type pg from "pg";
import { openMigrationPool, openSchemaEngine } from "@/lib/db/migration-engine";
import { listMigrations, type MigrationList } from "@/lib/db/migration-files";

/** A migration that the database refused. Nothing of it is left behind. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/** The lock of Prisma's own engine, so that processes that migrate one database, and Prisma's command, wait for each other. */
const advisoryLock = 72_707_369;

/**
 * Applies the migrations that the database lacks, oldest first, and returns their names. Each goes with its record in
 * `_prisma_migrations` in one transaction, under a lock. Safe to call from many processes at once.
 */
export async function migrate(databaseUrl: string, folder?: string): Promise<string[]> {
  const migrations = await listMigrations(folder);
  const pool = openMigrationPool(databaseUrl);
  try {
    const applied: string[] = [];
    for (let name = await applyNext(pool, migrations); name; name = await applyNext(pool, migrations))
      applied.push(name);
    return applied;
  } finally {
    await pool.end();
  }
}

async function applyNext(pool: pg.Pool, migrations: MigrationList): Promise<string | undefined> {
  await pool.query("BEGIN");
  try {
    await pool.query("SELECT pg_advisory_xact_lock($1)", [advisoryLock]);
    const next = await firstMissing(pool, migrations);
    if (next !== undefined) await apply(pool, migrations, next);
    // The engine took the lock for the session; on a pooled connection it would outlive us.
    await pool.query("SELECT pg_advisory_unlock_all()");
    await pool.query("COMMIT");
    return next === undefined ? undefined : migrations.migrationDirectories[next]?.path;
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function firstMissing(pool: pg.Pool, migrations: MigrationList): Promise<number | undefined> {
  const table = await pool.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there");
  const done = table.rows[0].there
    ? await pool.query(
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      )
    : { rows: [] };
  const names = new Set(done.rows.map((row: { migration_name: string }) => row.migration_name));
  const index = migrations.migrationDirectories.findIndex((directory) => !names.has(directory.path));
  return index < 0 ? undefined : index;
}

/** The engine is shown the list up to one migration, so that it applies one in each transaction. */
async function apply(pool: pg.Pool, migrations: MigrationList, index: number): Promise<void> {
  let refusal: unknown;
  const engine = await openSchemaEngine(pool, (error) => {
    refusal ??= error;
  });
  const upTo = { ...migrations, migrationDirectories: migrations.migrationDirectories.slice(0, index + 1) };
  try {
    await engine.applyMigrations({ migrationsList: upTo, filters: { externalTables: [], externalEnums: [] } });
  } catch (error) {
    throw new MigrationError(
      `The migration ${upTo.migrationDirectories[index]?.path} failed: ${words(refusal ?? error)}`,
    );
  } finally {
    engine.free();
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
