import type { Actor } from "@/lib/actor";
import type { Prisma } from "@/lib/db/generated/client";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { enqueue } from "@/lib/queue/enqueue";

export type NewEvent = {
  type: string;
  orderId?: string;
  at: Date;
  /** What it is about, as it is now: deliveries read this and nothing newer. */
  snapshot: Prisma.InputJsonValue;
  /** Only what changed, before the change. */
  previous?: Prisma.InputJsonValue;
};

/** Writes that something happened, and the job that tells others, into the transaction. Returns the event's id. */
export async function recordEvent(tx: Tx, actor: Actor, event: NewEvent): Promise<string> {
  const id = newId("evt");
  await tx.event.create({ data: { id, actor: actorRecord(actor), ...event }, select: { id: true } });
  await enqueue(tx, "event.dispatch", { eventId: id });
  return id;
}

/** An actor as events and stock entries keep it. */
export function actorRecord(actor: Actor): { kind: Actor["kind"]; id?: string; name?: string } {
  return { kind: actor.kind, ...("id" in actor && { id: actor.id }), ...(actor.name && { name: actor.name }) };
}
