import type { Actor } from "@/lib/actor";
import type { Prisma } from "@/lib/db/generated/client";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { enqueue } from "@/lib/queue/enqueue";
import { priorityOf } from "@/lib/queue/priority";

/** What an event is about, and its name as it was then. Never a customer's name: an order goes by its number. */
export type Subject = { kind: SubjectKind; id: string; name: string };
export type SubjectKind =
  | "order"
  | "item"
  | "drop"
  | "category"
  | "photo"
  | "stock"
  | "plan"
  | "slot"
  | "customer"
  | "staff"
  | "shop"
  | "import"
  | "destination"
  | "waiting"
  | "backup";

type Fields = Prisma.InputJsonObject;

export type NewEvent = {
  type: string;
  subject: Subject;
  orderId?: string;
  at: Date;
  /** What it is about, as it is now: deliveries read this and nothing newer. No secrets. */
  snapshot: Fields;
  /** Only what changed, before the change. */
  previous?: Fields | undefined;
  /** The fields of both that are about a person: kept apart, so that they can be erased while the event stays. */
  personal?: { snapshot?: Fields; previous?: Fields };
  /** Whether somebody outside is told. Events of orders are; the rest only if it says so. */
  told?: boolean;
};

/**
 * Writes that something happened into the transaction, with the job that tells others if anybody is told. Together these events are
 * the timeline of an order and the audit log. Returns the event's id.
 */
export async function recordEvent(tx: Tx, actor: Actor, event: NewEvent): Promise<string> {
  const { subject, personal, told = event.orderId !== undefined, ...rest } = event;
  const id = newId("evt");
  const about = { subjectKind: subject.kind, subjectId: subject.id, subjectName: subject.name };
  const dispatchedAt = told ? null : event.at;
  const apart = personal && {
    personal: { create: { snapshot: personal.snapshot ?? {}, previous: personal.previous ?? {} } },
  };
  const data = { id, actor: actorRecord(actor), ...about, ...rest, dispatchedAt, ...apart };
  await tx.event.create({ data, select: { id: true } });
  if (told) await enqueue(tx, "event.dispatch", { eventId: id }, { priority: priorityOf(event.type) });
  return id;
}

/** An actor as events and stock entries keep it. */
export function actorRecord(actor: Actor): { kind: Actor["kind"]; id?: string; name?: string } {
  return { kind: actor.kind, ...("id" in actor && { id: actor.id }), ...(actor.name && { name: actor.name }) };
}
