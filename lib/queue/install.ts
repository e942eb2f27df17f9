import { installingBoss } from "@/lib/queue/boss";
import { queues } from "@/lib/queue/catalogue";

/**
 * Makes the queue's tables and every queue of the catalogue, or brings them up to date. Part of the migration, so that
 * ordering never depends on a worker having run. Safe to run again.
 */
export async function installQueues(connectionString: string): Promise<void> {
  const boss = installingBoss(connectionString);
  await boss.start();
  try {
    for (const queue of queues) {
      const { name, policy, ...options } = queue;
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, { policy, ...options });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
