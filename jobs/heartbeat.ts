import { hostname } from "node:os";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";

const everyMs = 5_000;

/** Shows that this worker lives, every five seconds, until the returned function is called; it then signs off. */
export function startHeartbeat(): () => Promise<void> {
  const id = `${hostname()}-${process.pid}-${Date.now().toString(36)}`;
  const startedAt = new Date();
  let silent = false;
  const beat = () =>
    show(id, startedAt).then(
      () => {
        if (silent) log().info("the database is back");
        silent = false;
      },
      (error) => {
        if (!silent) log().warn({ err: error }, "the database cannot be reached; waiting for it");
        silent = true;
      },
    );
  void beat();
  const timer = setInterval(beat, everyMs);
  return async () => {
    clearInterval(timer);
    await db().$executeRaw`DELETE FROM worker_heartbeats WHERE id = ${id}`.catch(() => undefined);
  };
}

/** Forgets workers that were last seen more than a day ago. Returns how many. */
export async function forgetOldHeartbeats(): Promise<number> {
  return db().$executeRaw`DELETE FROM worker_heartbeats WHERE seen_at < holdfast_now() - interval '1 day'`;
}

async function show(id: string, startedAt: Date): Promise<void> {
  await db().$executeRaw`
    INSERT INTO worker_heartbeats (id, started_at, seen_at) VALUES (${id}, ${startedAt}, holdfast_now())
    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`;
}
