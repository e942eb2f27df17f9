import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/db/generated/client";
import { log } from "@/lib/log";

/** Longest wait for a lock, and for a free connection: after it the customer is asked to try again. */
export const lockTimeoutMs = 3_000;

/** Every session's own limits, sent when it connects. */
const sessionOptions = [
  `-c lock_timeout=${lockTimeoutMs}`,
  "-c statement_timeout=15000",
  "-c idle_in_transaction_session_timeout=15000",
  "-c timezone=UTC",
  // Compiling a statement takes longer than any of ours runs: half a second, on a page that needs a tenth.
  "-c jit=off",
].join(" ");

/** Shared by every copy of this module in the process: Next bundles one for each part that it builds. */
const shared = globalThis as typeof globalThis & {
  holdfastDatabase?: { url: string; client: PrismaClient };
  holdfastPrepared?: Map<string, string>;
};
shared.holdfastPrepared ??= new Map();
const prepared = shared.holdfastPrepared;

/** Set while a transaction runs, for whatever it calls. */
export const inside = new AsyncLocalStorage<true>();

/**
 * The process's database client. One pool per process, opened by its first statement. Inside a transaction it throws: whoever has a connection and asks for a second
 * waits, once all are taken, for somebody who waits for them.
 */
export function db(): PrismaClient {
  if (inside.getStore()) throw new Error("The pool's client inside a transaction: pass tx on instead.");
  const url = databaseUrl();
  if (shared.holdfastDatabase?.url !== url) shared.holdfastDatabase = { url, client: connect(url) };
  return shared.holdfastDatabase.client;
}

/** Where the database is. Throws if nothing says so. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL is not set. Start Holdfast with `npm start`, which brings a database of its own.");
  return url;
}

/** Closes the pool, letting statements in hand finish. */
export async function closeDatabase(): Promise<void> {
  const open = shared.holdfastDatabase;
  shared.holdfastDatabase = undefined;
  await open?.client.$disconnect();
}

function connect(connectionString: string): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString,
      max: poolSize(),
      connectionTimeoutMillis: lockTimeoutMs,
      options: sessionOptions,
      application_name: "holdfast",
    },
    {
      statementNameGenerator: ({ sql }) => preparedName(sql),
      onPoolError: tellOfLoss,
      onConnectionError: tellOfLoss,
    },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: lockTimeoutMs + 500, timeout: 10_000 } });
}

function tellOfLoss(error: Error): void {
  log().debug({ err: error }, "a database connection was lost; the pool opens another");
}

function poolSize(): number {
  return Number(process.env.DATABASE_POOL) || 10;
}

/** Marks a fixed statement of the hot path: each connection prepares it once. Returns the statement. */
export function prepare(sql: string): string {
  prepared.set(sql, `hf_${createHash("sha256").update(sql).digest("hex").slice(0, 16)}`);
  return sql;
}

function preparedName(sql: string): string {
  return prepared.get(sql) ?? "";
}
