import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { announceNow, type Topic } from "@/lib/db/announce";
import { db, inside } from "@/lib/db/client";
import { databaseTrouble } from "@/lib/db/errors";
import type { Prisma } from "@/lib/db/generated/client";
import { refuseCommon } from "@/lib/refusal";

declare const made: unique symbol;

/** A transaction in progress. Only `inTransaction` makes one, so the plain client does not fit where one is needed. */
export type Tx = Prisma.TransactionClient & { readonly [made]: true };

/** Thrown when the database cannot be reached: an outage, not a bug. Nothing was changed. */
export class DatabaseUnreachable extends Error {
  override readonly name = "DatabaseUnreachable";

  /** By name, as refusals are. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "DatabaseUnreachable";
  }
  /** What an error page gets to know of it: that it is an outage, and the reference to find it by in the log. */
  readonly digest = `unreachable-${randomBytes(4).toString("hex")}`;
}

const triesOnConflict = 5;
const topics = new WeakMap<Tx, Set<Topic>>();

/**
 * Runs `work` in one transaction: all of it is stored, or nothing.
 * A deadlock or serialisation failure runs the whole of it again, a few times, with jitter: `work` must have no effect outside the database.
 * Refuses `busy` when a lock or a connection was not to be had in 3 s. Throws DatabaseUnreachable in an outage. Nesting throws.
 * `timeoutMs` is for the few that write thousands of rows; ten seconds, unless said.
 */
export async function inTransaction<Result>(
  work: (tx: Tx) => Promise<Result>,
  options: { timeoutMs?: number } = {},
): Promise<Result> {
  if (inside.getStore()) throw new Error("A transaction inside a transaction: pass tx on instead.");
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(work, options);
    } catch (error) {
      if (databaseTrouble(error) !== "conflict" || attempt === triesOnConflict) throw translateTrouble(error);
      await sleep(Math.random() * 25 * 2 ** attempt);
    }
  }
}

/** Long reads of the books: longer than a command may take. */
const snapshotTimeoutMs = 120_000;

/**
 * Runs reads that must agree with each other in one snapshot, while writing goes on: the database refuses to change anything in it.
 * Refuses `busy` as `inTransaction` does, or after two minutes.
 */
export async function inSnapshot<Result>(read: (tx: Tx) => Promise<Result>): Promise<Result> {
  if (inside.getStore()) throw new Error("A snapshot inside a transaction: pass tx on instead.");
  const options = { isolationLevel: "RepeatableRead", timeout: snapshotTimeoutMs } as const;
  try {
    const pool = db();
    return await inside.run(true, () =>
      pool.$transaction(async (client) => {
        await client.$executeRawUnsafe("SET TRANSACTION READ ONLY");
        await client.$executeRawUnsafe(`SET LOCAL statement_timeout = ${snapshotTimeoutMs}`);
        return read(client as Tx);
      }, options),
    );
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** After the commit, tells every process that something changed. Lost with a rollback. */
export function announce(tx: Tx, ...changed: Topic[]): void {
  const known = topics.get(tx) ?? new Set<Topic>();
  for (const topic of changed) known.add(topic);
  topics.set(tx, known);
}

/** Gives an outage or a wait that was too long its name; returns any other error as it is. */
export function translateTrouble(error: unknown): unknown {
  const trouble = databaseTrouble(error);
  if (trouble === "unreachable") return new DatabaseUnreachable("The database cannot be reached.", { cause: error });
  if (trouble === "busy" || trouble === "conflict") return busy();
  return error;
}

async function runOnce<Result>(
  work: (tx: Tx) => Promise<Result>,
  { timeoutMs }: { timeoutMs?: number },
): Promise<Result> {
  let changed: Set<Topic> | undefined;
  const pool = db();
  const result = await inside.run(true, () =>
    pool.$transaction(
      async (client) => {
        const tx = client as Tx;
        const value = await work(tx);
        changed = topics.get(tx);
        return value;
      },
      timeoutMs === undefined ? {} : { timeout: timeoutMs },
    ),
  );
  if (changed) announceNow(changed);
  return result;
}

function busy(): unknown {
  try {
    return refuseCommon("busy", {});
  } catch (refusal) {
    return refusal;
  }
}
