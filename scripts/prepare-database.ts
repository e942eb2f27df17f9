import { announcementsSent } from "@/lib/db/announce";
import { closeDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { closeQueue } from "@/lib/queue/enqueue";
import { installQueues } from "@/lib/queue/install";

/** Brings a database to what this version needs: tables, then queues. Returns the names of the migrations applied. */
export async function prepareDatabase(url: string): Promise<string[]> {
  const applied = await migrate(url);
  await installQueues(url);
  return applied;
}

/** Ends this process's connections, so that the database can be stopped or dropped. */
export async function leaveDatabase(): Promise<void> {
  await announcementsSent();
  await closeQueue();
  await closeDatabase();
}
