import { db } from "@/lib/db/client";
import type { JobName } from "@/lib/queue/catalogue";

/**
 * Which of these ids no job of a kind is waiting for: `key` is the payload's field that holds the id. A job that a
 * worker holds does not count, since whoever asks has waited long enough to think that worker dead.
 */
export async function listWithoutJob(name: JobName, key: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM unnest(${[...ids]}::text[]) AS wanted(id)
     WHERE NOT EXISTS (
       SELECT 1 FROM pgboss.job
        WHERE name = ${name} AND state < 'active' AND data->>${key}::text = wanted.id)`;
  return rows.map((row) => row.id);
}
