import type { Actor } from "@/lib/actor";
import type { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import type { Happened } from "@/lib/deliveries/compose-for-customer";
import type { ToldEvent } from "@/lib/deliveries/compose-news";
import { wholeSnapshot } from "@/lib/orders/order-event";

export type FoundEvent = NonNullable<Awaited<ReturnType<typeof findEvent>>>;

/** An event as messages are made from it; null if there is none. */
export function findEvent(client: Tx | ReturnType<typeof db>, id: string) {
  return client.event.findUnique({
    where: { id },
    select: {
      id: true,
      type: true,
      orderId: true,
      subjectId: true,
      subjectName: true,
      actor: true,
      at: true,
      snapshot: true,
      previous: true,
      undoneAt: true,
      dispatchedAt: true,
      personal: { select: { snapshot: true, previous: true } },
    },
  });
}

/** An order's event, its personal part put back. */
export function happenedOf({ id, type, at, actor, snapshot, previous, personal }: FoundEvent): Happened {
  return {
    ...{ id, type, at },
    snapshot: wholeSnapshot(snapshot, personal?.snapshot),
    previous: previous === null ? null : { ...(previous as object), ...(personal?.previous as object) },
    actor: (actor as { kind: Actor["kind"] }).kind,
  };
}

/** Any other event. */
export function toldEvent({ id, type, at, subjectId, subjectName, snapshot, personal }: FoundEvent): ToldEvent {
  const fields = (json: unknown) => (json ?? {}) as Record<string, unknown>;
  const subject = { id: subjectId, name: subjectName };
  return { id, type, at, subject, snapshot: fields(snapshot), personal: fields(personal?.snapshot) };
}
