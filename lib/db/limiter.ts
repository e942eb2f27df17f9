import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

/** So many of something within a time, per key. */
export type Limit = { readonly name: string; readonly points: number; readonly seconds: number };

/** A counter in the table `rate_limits`: it survives restarts and is the same for every process. */
export type StoredLimiter = {
  /** Counts one. Returns the seconds to wait if that is over the limit, else 0. */
  take(key: string): Promise<number>;
  /** Takes one back. */
  giveBack(key: string): Promise<void>;
  /** Forgets what was counted. */
  forget(key: string): Promise<void>;
};

/** A stored limiter for a limit. Its calls throw DatabaseUnreachable in an outage. */
export function storedLimiter({ name, points, seconds }: Limit): StoredLimiter {
  const limiter = new RateLimiterPostgres({
    storeClient: throughPrisma,
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
  });
  return {
    take: (key) => limiter.consume(key).then(() => 0, secondsToWait),
    giveBack: (key) => limiter.reward(key).then(() => undefined, raise),
    forget: (key) => limiter.delete(key).then(() => undefined, raise),
  };
}

type Statement = { text: string; values: unknown[] };

/** What the limiter asks of a Postgres client, answered by the process's own pool. */
const throughPrisma = {
  async query({ text, values }: Statement): Promise<{ rows: Record<string, unknown>[]; rowCount: number }> {
    if (!/\b(RETURNING|SELECT)\b/.test(text)) {
      return { rows: [], rowCount: await db().$executeRawUnsafe(text, ...values) };
    }
    const rows = await db().$queryRawUnsafe<Record<string, unknown>[]>(text, ...values);
    return { rows: rows.map(withPlainNumbers), rowCount: rows.length };
  },
};

function withPlainNumbers(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
  );
}

function secondsToWait(thrown: unknown): number {
  if (thrown instanceof RateLimiterRes) return Math.max(1, Math.ceil(thrown.msBeforeNext / 1000));
  return raise(thrown);
}

function raise(error: unknown): never {
  throw translateTrouble(error);
}
