import { setTimeout as sleep } from "node:timers/promises";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";

/** What may have changed. Listeners read it again: a topic carries no values. */
export const topics = ["stock", "orders", "deliveries", "shop", "jobs", "waiting"] as const;
export type Topic = (typeof topics)[number];

/** The Postgres channel that every process of the shop listens on. */
export const channelName = "holdfast";

/** After one announcement the next waits so long: under load, many orders share one. */
const gatherMs = 15;

const waiting = new Set<Topic>();
let underWay = false;
let sending: Promise<void> = Promise.resolve();

/**
 * Wakes the worker and the web processes, outside any transaction: NOTIFY inside one takes a database-wide lock through the commit.
 * The first goes at once; those made while it is under way, or just after, go together. Never throws: whoever listens also polls.
 */
export function announceNow(changed: Iterable<Topic>): void {
  for (const topic of changed) waiting.add(topic);
  if (!underWay) sending = sendWaiting();
}

/** Settles when every announcement made so far has gone out, or was lost: until then a connection is in use. */
export function announcementsSent(): Promise<void> {
  return sending;
}

async function sendWaiting(): Promise<void> {
  underWay = true;
  try {
    while (waiting.size > 0) {
      const payload = [...waiting].join(" ");
      waiting.clear();
      await db().$queryRaw`SELECT pg_notify(${channelName}, ${payload})::text`;
      await sleep(gatherMs);
    }
  } catch (error) {
    log().warn({ err: error }, "an announcement was lost; listeners will poll");
  } finally {
    underWay = false;
  }
}
