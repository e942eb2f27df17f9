import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { compose, type Message, type Place } from "@/lib/deliveries/compose";
import { composeNews, type ToldEvent } from "@/lib/deliveries/compose-news";
import { wakeFor } from "@/lib/deliveries/wake";
import { newId } from "@/lib/id";
import { wholeSnapshot } from "@/lib/orders/order-event";
import { getShop, listHours } from "@/lib/settings/queries";

/**
 * Turns an event into its deliveries, once: one per channel and place, their bytes final, each with its wake-up. Stores
 * in the same transaction that the event was dispatched. Doing it again changes nothing. Returns how many were planned.
 */
export async function planDeliveries(eventId: string): Promise<number> {
  const event = await findEvent(eventId);
  if (!event || event.dispatchedAt) return 0;
  const messages = await messagesOf(event);
  return inTransaction(async (tx) => {
    if (!(await takeEvent(tx, eventId))) return 0;
    for (const message of messages) await plan(tx, message, { eventId, orderId: event.orderId });
    announce(tx, "deliveries");
    return messages.length;
  });
}

type FoundEvent = NonNullable<Awaited<ReturnType<typeof findEvent>>>;

function findEvent(id: string) {
  return db().event.findUnique({
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
      dispatchedAt: true,
      personal: { select: { snapshot: true, previous: true } },
    },
  });
}

/** An order's event is told to its customer, the shop and the destinations; any other to people of the shop. */
async function messagesOf(event: FoundEvent): Promise<Message[]> {
  if (!event.orderId) return composeNews(toldEvent(event), await getShop());
  const [shop, hours, destinations] = await Promise.all([getShop(), listHours(), listTargets()]);
  const { id, type, at } = event;
  const snapshot = wholeSnapshot(event.snapshot, event.personal?.snapshot);
  const previous = event.previous && { ...(event.previous as object), ...(event.personal?.previous as object) };
  const { kind } = event.actor as { kind: Actor["kind"] };
  return compose({ id, type, at, snapshot, previous, actor: kind }, { shop, hours, destinations });
}

/** Where exports go now; a paused destination hears of it once it goes on. */
async function listTargets(): Promise<Place[]> {
  const select = { id: true, kind: true, name: true, address: true, settings: true, personal: true, events: true };
  const where = { disabledAt: null, removedAt: null };
  const found = await db().destination.findMany({ where, select, orderBy: { id: "asc" } });
  return found.map((place) => ({ ...place, settings: place.settings as Record<string, unknown> }));
}

function toldEvent({ id, type, at, subjectId, subjectName, snapshot, personal }: FoundEvent): ToldEvent {
  const fields = (json: unknown) => (json ?? {}) as Record<string, unknown>;
  const subject = { id: subjectId, name: subjectName };
  return { id, type, at, subject, snapshot: fields(snapshot), personal: fields(personal?.snapshot) };
}

/** False if another worker was first. */
async function takeEvent(tx: Tx, id: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE events SET dispatched_at = holdfast_now() WHERE id = ${id} AND dispatched_at IS NULL`;
  return taken === 1;
}

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
