import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { ask } from "@/scripts/postgres/cluster";
import { type Clone, cloneFrom } from "@/scripts/postgres/databases";
import { leaveDatabase } from "@/scripts/prepare-database";

const opened: pg.Client[] = [];

/**
 * Gives this test file a migrated database of its own: DATABASE_URL names it from the first `beforeAll` on.
 * Call it at the top level. `change` is SQL to run on it first, for instance to drop a CHECK.
 */
export function useDatabase({ change }: { change?: string } = {}): void {
  let clone: Clone | undefined;
  beforeAll(async () => {
    clone = await cloneDatabase({ change });
    process.env.DATABASE_URL = clone.url;
  });
  afterAll(async () => {
    await leaveDatabase();
    await closeConnections();
    await clone?.drop();
  });
}

/** One more migrated database, for a test that wants several. Whoever makes it drops it. */
export async function cloneDatabase({ change }: { change?: string | undefined } = {}): Promise<Clone> {
  const clone = await cloneFrom(inject("databaseServer"), inject("databaseTemplate"));
  if (change) await ask(clone.url, change);
  return clone;
}

/** A database with nothing in it, not even tables. Whoever makes it drops it. */
export function emptyDatabase(): Promise<Clone> {
  return cloneFrom(inject("databaseServer"), "template0");
}

/** Plain connections beside the application's own pool. Closed at the end of the file, or earlier by the test. */
export async function openConnections(count: number, url = process.env.DATABASE_URL): Promise<pg.Client[]> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  for (const client of clients) client.on("error", () => {});
  opened.push(...clients);
  await Promise.all(clients.map((client) => client.connect()));
  return clients;
}

async function closeConnections(): Promise<void> {
  await Promise.all(opened.splice(0).map((client) => client.end().catch(() => {})));
}
