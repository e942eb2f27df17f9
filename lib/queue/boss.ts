import { PgBoss } from "pg-boss";
import { log } from "@/lib/log";

const queueSchema = "pgboss";

/**
 * pg-boss as the worker runs it: it supervises, keeps the schedule, and never migrates (the migration did). It looks for
 * jobs of dead workers three times a minute.
 */
export function workerBoss(connectionString: string): PgBoss {
  const watch = { superviseIntervalSeconds: 20, monitorIntervalSeconds: 20, clockMonitorIntervalSeconds: 600 };
  const connection = { connectionString, max: 6, application_name: "holdfast-queue" };
  return quiet(new PgBoss({ schema: queueSchema, migrate: false, createSchema: false, ...connection, ...watch }));
}

/** pg-boss as the migration runs it: makes its schema and stops. */
export function installingBoss(connectionString: string): PgBoss {
  return quiet(new PgBoss({ connectionString, schema: queueSchema, supervise: false, schedule: false, max: 2 }));
}

/** pg-boss as any process that only sends runs it: one connection, with which it looks its queues up. */
export function sendingBoss(connectionString: string): PgBoss {
  const idle = { supervise: false, schedule: false, migrate: false, createSchema: false };
  return quiet(
    new PgBoss({ connectionString, schema: queueSchema, max: 1, application_name: "holdfast-send", ...idle }),
  );
}

/** Every loop of pg-boss reports an outage each time it polls: one line a minute is enough. */
const silenceMs = 60_000;

function quiet(boss: PgBoss): PgBoss {
  let saidAt = 0;
  boss.on("error", (error) => {
    const again = Date.now() - saidAt < silenceMs;
    log()[again ? "debug" : "warn"]({ err: error }, "the queue reports trouble");
    if (!again) saidAt = Date.now();
  });
  return boss;
}
