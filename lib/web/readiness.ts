import "server-only";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { db } from "@/lib/db/client";
import { databaseTrouble } from "@/lib/db/errors";

/** What a shop needs besides its web process, to take orders and to tell of them. */
export type Need = "database" | "migration" | "worker";

/** A worker that was not seen for so long is away. */
const workerSeenWithinSeconds = 60;

/** What is missing: the database, its newest migration, or a worker seen lately. Empty when all is there. */
export async function findMissing(): Promise<Need[]> {
  try {
    const [migrated, worked] = [await isMigrated(), await hasWorker()];
    return [...(migrated ? [] : (["migration"] as const)), ...(worked ? [] : (["worker"] as const))];
  } catch (error) {
    return [databaseTrouble(error) === "other" ? "migration" : "database"];
  }
}

async function isMigrated(): Promise<boolean> {
  const names = await migrationNames();
  const rows = await db().$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const applied = new Set(rows.map((row) => row.migration_name));
  return names.every((name) => applied.has(name));
}

async function hasWorker(): Promise<boolean> {
  const [row] = await db().$queryRaw<[{ seen: boolean }]>`
    SELECT EXISTS (SELECT 1 FROM worker_heartbeats
                    WHERE seen_at > holdfast_now() - make_interval(secs => ${workerSeenWithinSeconds})) AS seen`;
  return row.seen;
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(path.join(process.cwd(), "prisma", "migrations"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
