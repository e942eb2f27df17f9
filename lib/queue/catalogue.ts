import type { Queue } from "pg-boss";
import { z } from "zod";

/**
 * Every job: what it carries. A job is only a wake-up, so it carries an id and no more.
 * A job without a handler does not compile (jobs/handlers.ts).
 */
export const jobs = {
  "event.dispatch": z.object({ eventId: z.string() }),
  "delivery.email": z.object({ deliveryId: z.string() }),
  "delivery.text": z.object({ deliveryId: z.string() }),
  "destination.drain": z.object({ destinationId: z.string() }),
  "destination.summarise": z.object({}),
  "deliveries.prune": z.object({}),
  "remind.staff": z.object({}),
  "remind.customers": z.object({}),
  "sweep.lost": z.object({}),
  "sweep.old": z.object({}),
  "waiting.close": z.object({}),
  "people.know": z.object({}),
  "stock.prove": z.object({}),
  "stock.plan": z.object({}),
  "stock.close": z.object({}),
  "stock.low": z.object({}),
  "slots.make": z.object({}),
  "reports.keep": z.object({}),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>;

const day = 86_400;

/**
 * How queues keep their jobs, set on purpose: pg-boss would drop waiting jobs after 14 days, retry twice at once, and
 * notice a dead worker after 15 minutes. The delivery's row decides about tries, so the queue retries only a handler
 * that died. No `notify`: pg-boss would NOTIFY inside the command's transaction.
 */
const common = {
  policy: "standard",
  retryLimit: 5,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 120,
  heartbeatSeconds: 30,
  retentionSeconds: 60 * day,
  deleteAfterSeconds: day,
  notify: false,
} satisfies Omit<Queue, "name">;

/** Of these at most one job waits for a key: a wake-up that is there already serves. */
const onePerKey: readonly JobName[] = ["destination.drain"];

/** The queues as `installQueues` makes them. */
export const queues: readonly Queue[] = (Object.keys(jobs) as JobName[]).map((name) => ({
  name,
  ...common,
  ...(onePerKey.includes(name) && { policy: "short" as const }),
}));

/** How many jobs of a kind one worker carries at a time: a slow system holds nobody else up. */
export const concurrency: Record<JobName, number> = {
  "event.dispatch": 4,
  "delivery.email": 4,
  "delivery.text": 2,
  "destination.drain": 12,
  "destination.summarise": 1,
  "deliveries.prune": 1,
  "remind.staff": 1,
  "remind.customers": 1,
  "sweep.lost": 1,
  "sweep.old": 1,
  "waiting.close": 1,
  "people.know": 1,
  "stock.prove": 1,
  "stock.plan": 1,
  "stock.close": 1,
  "stock.low": 1,
  "slots.make": 1,
  "reports.keep": 1,
};
