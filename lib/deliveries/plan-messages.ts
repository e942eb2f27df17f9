import type { Tx } from "@/lib/db/transaction";
import type { Message } from "@/lib/deliveries/compose";
import { wakeFor } from "@/lib/deliveries/wake";
import { newId } from "@/lib/id";

type About = { eventId: string; orderId: string | null; priority?: number };

/** Stores messages as deliveries that wait for their time, each with its wake-up; their ids are in the messages' order. */
export async function plan(tx: Tx, messages: readonly Message[], about: About): Promise<void> {
  const [{ now } = { now: new Date() }] = await tx.$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
  const ids = messages.map(() => newId("dlv")).sort();
  const rows = messages.map(({ notBefore, ...bytes }, index) => ({
    ...{ id: ids[index]!, ...about, ...bytes, createdAt: now },
    nextAttemptAt: notBefore && notBefore > now ? notBefore : now,
  }));
  await tx.delivery.createMany({ data: rows });
  for (const { destinationId = null, ...row } of rows) await wakeFor(tx, { ...row, destinationId });
}
