import { PgBoss } from "pg-boss";
import { log } from "@/lib/log";

const queueSchema = "pgboss";

/** pg-boss as the worker runs it: it supervises, keeps the schedule, and never migrates (the migration did). */
export function workerBoss(connectionString: string): PgBoss {
  return quiet(
    new PgBoss({ connectionString, schema: queueSchema, migrate: false, max: 6, application_name: "holdfast-queue" }),
  );
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

function quiet(boss: PgBoss): PgBoss {
  boss.on("error", (error) => log().warn({ err: error }, "the queue reports trouble"));
  return boss;
}
