import type { PgBoss } from "pg-boss";
import type { JobName } from "@/lib/queue/catalogue";

/** What happens by the clock (UTC), as one list. */
export const schedule = [
  { job: "sweep.lost", cron: "* * * * *" },
  { job: "reports.keep", cron: "*/5 * * * *" },
  { job: "destination.summarise", cron: "*/5 * * * *" },
  { job: "remind.staff", cron: "* * * * *" },
  { job: "remind.customers", cron: "* * * * *" },
  { job: "deliveries.prune", cron: "41 * * * *" },
  { job: "sweep.old", cron: "17 3 * * *" },
  { job: "waiting.close", cron: "* * * * *" },
  { job: "stock.low", cron: "* * * * *" },
  { job: "stock.close", cron: "*/5 * * * *" },
  // Every hour, since midnight and three in the night come at another hour in each shop's zone; all but one of them find nothing to do.
  { job: "stock.plan", cron: "7 * * * *" },
  { job: "slots.make", cron: "11 * * * *" },
  { job: "people.know", cron: "29 * * * *" },
  { job: "stock.prove", cron: "23 * * * *" },
] as const satisfies readonly { job: JobName; cron: string }[];

/** Tells the queue the schedule. However many workers run, each moment makes one job. */
export async function keepSchedule(boss: PgBoss): Promise<void> {
  for (const { job, cron } of schedule) await boss.schedule(job, cron, {}, { tz: "UTC" });
}
