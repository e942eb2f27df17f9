import type { Tx } from "@/lib/db/transaction";
import type { Message } from "@/lib/deliveries/compose";
import { wakeFor } from "@/lib/deliveries/wake";
import { newId } from "@/lib/id";

type About = { eventId: string; orderId: string | null };

/** Stores a message as a delivery that waits for its time, with its wake-up. Returns its id. */
export async function plan(tx: Tx, message: Message, { eventId, orderId }: About): Promise<string> {
  const id = newId("dlv");
  const { notBefore, ...bytes } = message;
  const [{ now } = { now: new Date() }] = await tx.$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
  const nextAttemptAt = notBefore && notBefore > now ? notBefore : now;
  const data = { id, eventId, orderId, ...bytes, createdAt: now, nextAttemptAt };
  await tx.delivery.create({ data, select: { id: true } });
  await wakeFor(tx, { id, channel: message.channel, destinationId: message.destinationId ?? null, nextAttemptAt });
  return id;
}
