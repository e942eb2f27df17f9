import { setTimeout } from "node:timers/promises";
import type pg from "pg";

/** How often each table was changed so far, by changes that were committed. */
export type Changes = Record<string, number>;

/** Counters and heartbeats are no change of the shop; nor is when, where and in which browser a session was last seen. */
const besides = ["_prisma_migrations", "rate_limits", "worker_heartbeats"];
const seen = "'{seen_at,address,browser}'::text[]";

/**
 * Has the database write down every row that is made, changed or taken out, and every table that is emptied, in the transaction that does
 * it: what is rolled back leaves nothing, and what is changed and changed back leaves two lines.
 */
export async function watchChanges(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE SCHEMA walk;
    CREATE TABLE walk.changes (place text NOT NULL);
    CREATE FUNCTION walk.note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - ${seen} = to_jsonb(OLD) - ${seen} THEN RETURN NULL; END IF;
      END IF;
      INSERT INTO walk.changes VALUES (TG_ARGV[0]);
      RETURN NULL;
    END $$`);
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY($1)",
    [besides],
  );
  for (const { name } of rows) {
    const does = `EXECUTE FUNCTION walk.note('${name}')`;
    await client.query(`
      CREATE TRIGGER walk_rows AFTER INSERT OR UPDATE OR DELETE ON "${name}" FOR EACH ROW ${does};
      CREATE TRIGGER walk_all AFTER TRUNCATE ON "${name}" FOR EACH STATEMENT ${does}`);
  }
  await client.query(
    "CREATE TRIGGER walk_rows AFTER INSERT OR DELETE ON pgboss.job FOR EACH ROW EXECUTE FUNCTION walk.note('jobs')",
  );
}

export async function changesSoFar(client: pg.Client): Promise<Changes> {
  const { rows } = await client.query<{ place: string; times: number }>(
    "SELECT place, count(*)::int AS times FROM walk.changes GROUP BY place ORDER BY place",
  );
  return Object.fromEntries(rows.map(({ place, times }) => [place, times]));
}

/** The same once nothing changes any more and nobody is at work in the database: what was let in a moment ago may still be. */
export async function settledChanges(client: pg.Client): Promise<Changes> {
  let last = await changesSoFar(client);
  let quiet = 0;
  for (let round = 0; round < 200; round += 1) {
    await setTimeout(30);
    const works = await isAtWork(client);
    const now = await changesSoFar(client);
    quiet = works || JSON.stringify(now) !== JSON.stringify(last) ? 0 : quiet + 1;
    if (quiet === 2) return now;
    last = now;
  }
  throw new Error("The shop did not come to rest.");
}

async function isAtWork(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'",
  );
  return rowCount !== 0;
}
