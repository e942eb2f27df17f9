import "server-only";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { jobStatement } from "@/lib/queue/enqueue";

/**
 * Checks the settings, and warms up what the first customer would else wait for: the database's connections and the
 * queue's sender. A database that is not there yet does not stop the start: pages say so until it is.
 */
export async function makeReady(): Promise<void> {
  env();
  try {
    await db().$queryRaw`SELECT 1`;
    await jobStatement("event.dispatch", { eventId: "warm-up" });
  } catch (error) {
    log().warn({ err: error }, "the database cannot be reached yet");
  }
}
