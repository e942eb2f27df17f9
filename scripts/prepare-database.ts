import { migrate } from "@/lib/db/migrate";
import { installQueues } from "@/lib/queue/install";

/** Brings a database to what this version needs: tables, then queues. Returns the names of the migrations applied. */
export async function prepareDatabase(url: string): Promise<string[]> {
  const applied = await migrate(url);
  await installQueues(url);
  return applied;
}
