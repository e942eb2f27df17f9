import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MigrationError, migrate } from "@/lib/db/migrate";
import { ask } from "@/scripts/postgres/cluster";
import type { Clone } from "@/scripts/postgres/databases";
import { emptyDatabase } from "@/tests/support/database";

let database: Clone;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-migrations-"));
  writeFileSync(path.join(folder, "migration_lock.toml"), 'provider = "postgresql"\n');
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function writeMigration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

const breadTrigger = `
CREATE TABLE loaves (id int PRIMARY KEY, said text);
CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.said := 'one; two; three';
  RETURN NEW;
END;
$$;
CREATE TRIGGER loaves_say BEFORE INSERT ON loaves FOR EACH ROW EXECUTE FUNCTION say();
`;

test("a migration with a function and a trigger applies whole", async () => {
  writeMigration("20260101000000_bread", breadTrigger);
  expect(await migrate(database.url, folder)).toEqual(["20260101000000_bread"]);
  await ask(database.url, "INSERT INTO loaves (id) VALUES (1)");
  expect(await ask(database.url, "SELECT said FROM loaves")).toEqual([{ said: "one; two; three" }]);
});

test("a migration that fails in its last statement leaves nothing and can be run again", async () => {
  writeMigration("20260101000000_first", "CREATE TABLE kept (id int);");
  writeMigration("20260102000000_second", `${breadTrigger} INSERT INTO nowhere VALUES (1);`);
  const failure = migrate(database.url, folder);
  await expect(failure).rejects.toThrow(MigrationError);
  await expect(failure).rejects.toThrow(
    'The migration 20260102000000_second failed: relation "nowhere" does not exist',
  );
  expect(await tables()).toEqual(["_prisma_migrations", "kept"]);
  expect(await records()).toEqual(["20260101000000_first"]);

  writeMigration("20260102000000_second", breadTrigger);
  expect(await migrate(database.url, folder)).toEqual(["20260102000000_second"]);
  expect(await tables()).toEqual(["_prisma_migrations", "kept", "loaves"]);
});

test("processes that migrate one database at once do not collide", async () => {
  writeMigration("20260101000000_bread", `SELECT pg_sleep(0.2); ${breadTrigger}`);
  writeMigration("20260102000000_jam", "CREATE TABLE jars (id int);");
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
  expect(applied.flat().sort()).toEqual(["20260101000000_bread", "20260102000000_jam"]);
  expect(await records()).toEqual(["20260101000000_bread", "20260102000000_jam"]);
});

test("a database that is up to date is left alone", async () => {
  writeMigration("20260101000000_bread", breadTrigger);
  await migrate(database.url, folder);
  expect(await migrate(database.url, folder)).toEqual([]);
});

test("the records are those that Prisma's own command keeps", async () => {
  writeMigration("20260101000000_bread", breadTrigger);
  await migrate(database.url, folder);
  const [record] = await ask(database.url, "SELECT * FROM _prisma_migrations");
  expect(record).toMatchObject({
    migration_name: "20260101000000_bread",
    checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    applied_steps_count: 1,
    finished_at: expect.any(Date),
    rolled_back_at: null,
  });
});

async function tables(): Promise<unknown[]> {
  const rows = await ask(database.url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  return rows.map((row) => row.tablename);
}

async function records(): Promise<unknown[]> {
  const rows = await ask(database.url, "SELECT migration_name FROM _prisma_migrations ORDER BY started_at");
  return rows.map((row) => row.migration_name);
}
