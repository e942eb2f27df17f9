import { setTimeout as sleep } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import { startHeartbeat } from "@/jobs/heartbeat";
import { type Lookout, startLooking } from "@/jobs/look";
import { Loops } from "@/jobs/loops";
import { keepSchedule } from "@/jobs/schedule";
import { closeDatabase, databaseUrl } from "@/lib/db/client";
import { listen } from "@/lib/db/listen";
import { ensureFirstDestination } from "@/lib/deliveries/ensure-first-destination";
import { resumeReadable } from "@/lib/deliveries/resume-readable";
import { env } from "@/lib/env";
import { log, logFailure } from "@/lib/log";
import { workerBoss } from "@/lib/queue/boss";
import { resealSecrets } from "@/lib/settings/reseal-secrets";

/** After a signal: how long what is in hand may go on, and when the process ends whatever happens. */
const finishWithinMs = 2_500;
const stopWithinMs = 4_000;
const endWithinMs = 9_500;

type Running = {
  boss: PgBoss;
  loops: Loops;
  lookout: Lookout;
  stopListening: () => Promise<void>;
  signOff: () => Promise<void>;
};

const handBack = new AbortController();
let running: Running | undefined;
let stopping = false;

/** Starts taking jobs. Throws while the database is away or not migrated. */
async function start(): Promise<Running> {
  await openSecrets();
  await ensureFirstDestination();
  const boss = workerBoss(databaseUrl());
  const loops = new Loops(boss, handBack.signal);
  try {
    await boss.start();
    await keepSchedule(boss);
    await loops.start();
    // What a worker before this one left behind, and what no worker was there for, need not wait for the clock.
    for (const job of ["sweep.lost", "stock.plan", "slots.make", "stock.close", "stock.prove", "people.know"] as const)
      await boss.send(job, {});
    const lookout = startLooking();
    const stopListening = listen((topics) => {
      if (topics.includes("jobs")) loops.wake();
      if (topics.includes("stock")) lookout.stockChanged();
    });
    return { boss, loops, stopListening, lookout, signOff: startHeartbeat() };
  } catch (error) {
    loops.stop();
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
}

/** After a change of SECRETS_KEY everything moves to the first key, and what no key opened before goes on. */
async function openSecrets(): Promise<void> {
  const resealed = await resealSecrets();
  if (resealed > 0) log().info({ resealed }, "stored secrets were sealed anew with the first key of SECRETS_KEY");
  const resumed = await resumeReadable();
  if (resumed > 0) log().info({ resumed }, "destinations go on: their secrets can be read again");
}

async function startUntilRunning(): Promise<void> {
  for (let tries = 1; !stopping; tries += 1) {
    try {
      running = await start();
      log().info("the worker is running");
      return;
    } catch (error) {
      if (tries === 1) log().warn({ err: error }, "the worker cannot start yet; trying until it can");
      await sleep(Math.min(250 * 2 ** tries, 5_000));
    }
  }
}

/** Stops taking jobs, finishes or hands back what is in hand, and ends the process. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return;
  stopping = true;
  log().info({ signal }, "the worker is stopping");
  setTimeout(() => process.exit(1), endWithinMs).unref();
  setTimeout(() => handBack.abort(), finishWithinMs).unref();
  running?.loops.stop();
  running?.lookout.stop();
  await running?.stopListening();
  await running?.boss.stop({ graceful: true, timeout: stopWithinMs });
  await running?.signOff();
  await closeDatabase();
  process.exit(0);
}

env();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
process.on("unhandledRejection", (error) => logFailure(error, "worker"));
await startUntilRunning();
