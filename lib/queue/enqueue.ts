import type { ConstructorOptions, PgBoss } from "pg-boss";
import { databaseUrl } from "@/lib/db/client";
import { announce, type Tx } from "@/lib/db/transaction";
import { sendingBoss } from "@/lib/queue/boss";
import { type JobName, type JobPayload, jobs } from "@/lib/queue/catalogue";

type Statements = NonNullable<ConstructorOptions["db"]>;

/**
 * When a job may run: at once, if nothing is said. `key` is for the queues of which at most one job waits for a key; those that share it share a
 * worker's places too. `priority`: what is due with more goes first; 0, if nothing is said.
 */
export type Timing = { after?: Date | undefined; key?: string | undefined; priority?: number | undefined };

/**
 * Puts a job into the transaction: it exists if and only if the rest is stored.
 * Throws if the queue did not take it, unless one with its key waits already.
 */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  timing: Timing = {},
): Promise<void> {
  const { sql, json } = await jobStatement(name, payload, timing);
  const made = await tx.$queryRawUnsafe<unknown[]>(sql, json);
  if (made.length !== 1 && !timing.key) throw new Error(`The queue ${name} did not take a job.`);
  announce(tx, "jobs");
}

/** Puts many jobs of one kind into the transaction, in one statement. Throws if the queue did not take them all. */
export async function enqueueMany<Name extends JobName>(
  tx: Tx,
  name: Name,
  payloads: readonly JobPayload<Name>[],
): Promise<void> {
  const statements = await Promise.all(payloads.map((payload) => jobStatement(name, payload)));
  const [first] = statements;
  if (!first) return;
  const all = statements.flatMap(({ json }) => JSON.parse(json) as unknown[]);
  const made = await tx.$queryRawUnsafe<unknown[]>(first.sql, JSON.stringify(all));
  if (made.length !== payloads.length) throw new Error(`The queue ${name} did not take every job.`);
  announce(tx, "jobs");
}

/**
 * The same insert as a statement with one parameter ($1), for a command that puts it beside its own writes in one statement.
 * It returns one row if the queue took the job.
 */
export async function jobStatement<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
  { after, key, priority = 0 }: Timing = {},
): Promise<{ sql: string; json: string }> {
  const writer = await sender();
  const written: { sql: string; json: string }[] = [];
  const paper: Statements = {
    executeSql: async (sql, values) => {
      written.push({ sql, json: String(values?.[0]) });
      return { rows: [{ id: "" }] };
    },
  };
  const options = {
    db: paper,
    priority,
    ...(after && { startAfter: after }),
    ...(key && { singletonKey: key, group: { id: key } }),
  };
  await writer.send(name, jobs[name].parse(payload), options);
  const [statement] = written;
  if (written.length !== 1 || !statement) throw new Error(`The queue ${name} does not write a job in one statement.`);
  return statement;
}

const shared = globalThis as typeof globalThis & { holdfastSender?: { url: string; boss: Promise<PgBoss> } };

/** This process's pg-boss for sending: it neither supervises, schedules nor migrates. */
async function sender(): Promise<PgBoss> {
  const url = databaseUrl();
  if (shared.holdfastSender?.url !== url) {
    const boss = open(url);
    boss.catch(() => {
      shared.holdfastSender = undefined;
    });
    shared.holdfastSender = { url, boss };
  }
  return shared.holdfastSender.boss;
}

async function open(url: string): Promise<PgBoss> {
  const boss = sendingBoss(url);
  await boss.start();
  return boss;
}

/** Lets go of the sender's connection and timers, so that a process can end by itself. */
export async function closeQueue(): Promise<void> {
  const open = shared.holdfastSender;
  shared.holdfastSender = undefined;
  await (await open?.boss)?.stop({ graceful: false });
}
