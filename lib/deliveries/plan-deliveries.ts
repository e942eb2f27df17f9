import { db } from "@/lib/db/client";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { type Around, compose, type Message, type Place } from "@/lib/deliveries/compose";
import { composeStock } from "@/lib/deliveries/compose-exports";
import { isOwnReach } from "@/lib/deliveries/compose-for-customer";
import { composeNews } from "@/lib/deliveries/compose-news";
import { askedForOrders, composeOrderLinks, forgetAsker } from "@/lib/deliveries/compose-order-links";
import { composeWaiting } from "@/lib/deliveries/compose-waiting";
import { composeDrop, isDropNews } from "@/lib/deliveries/drop-news";
import { plan } from "@/lib/deliveries/plan-messages";
import { isReachedStill, type Reach, readReach } from "@/lib/deliveries/reach";
import { readAround } from "@/lib/deliveries/read-around";
import { type FoundEvent, findEvent, happenedOf, toldEvent } from "@/lib/deliveries/read-event";
import { isToSame, listTold, redirectWaiting } from "@/lib/deliveries/redirect-waiting";
import { reached } from "@/lib/deliveries/steps";
import { levelIn } from "@/lib/deliveries/stock-payload";
import { knowAgain } from "@/lib/deliveries/stopped-numbers";
import { priorityOf } from "@/lib/queue/priority";
import { getShop } from "@/lib/settings/queries";

/**
 * Turns an event into its deliveries, once: one per channel and place, their bytes final, each with its wake-up. Stores
 * in the same transaction that the event was dispatched. Doing it again changes nothing. Returns how many were planned.
 */
export async function planDeliveries(eventId: string): Promise<number> {
  const event = await findEvent(db(), eventId);
  if (!event || event.dispatchedAt) return 0;
  const reach = event.orderId ? await readReach(db(), event.orderId) : null;
  const messages = await messagesOf(event, reach);
  reached("composed");
  const planned = await inTransaction(async (tx) => {
    if (reach && !(await isReachedStill(tx, event.orderId!, reach))) return null;
    if (!(await takeEvent(tx, eventId))) return 0;
    return planAll(tx, event, { messages, reach });
  });
  reached("planned");
  return planned ?? planDeliveries(eventId);
}

type Planned = { messages: readonly Message[]; reach: Reach | null };

/** Where a contact changed, what waits goes to the new one first. */
async function planAll(tx: Tx, event: FoundEvent, { messages, reach }: Planned): Promise<number> {
  const { id: eventId, orderId } = event;
  if (reach?.stopped) await knowAgain(tx, reach.phone);
  if (reach && hasNewContact(event)) await redirectWaiting(tx, orderId!, reach);
  const told = isOwnReach(happenedOf(event)) ? await listTold(tx, orderId!) : [];
  const news = messages.filter((message) => !told.some((other) => isToSame(message, other)));
  if (event.type === askedForOrders && !(await forgetAsker(tx, eventId))) return 0;
  await plan(tx, news, { eventId, orderId, priority: priorityOf(event.type) });
  announce(tx, "deliveries");
  reached("planning");
  return news.length;
}

function hasNewContact(event: FoundEvent): boolean {
  const previous = happenedOf(event).previous ?? {};
  return event.type === "order.changed" && ("customer" in previous || "notify" in previous);
}

/** An order's event is told to its customer, the shop and the destinations, a stock level's to the destinations; any other to people of the shop. */
async function messagesOf(event: FoundEvent, reach: Reach | null): Promise<Message[]> {
  if (reach) return compose(happenedOf(event), reach, await readWithPlaces());
  if (isDropNews(event.type)) return composeDrop(toldEvent(event), await getShop());
  const level = levelIn(event);
  if (event.type === askedForOrders) return composeOrderLinks(toldEvent(event), await getShop());
  if (event.type.startsWith("waiting.")) return composeWaiting(toldEvent(event), await getShop());
  if (!level) return composeNews(toldEvent(event), await getShop());
  const { id, type, at } = event;
  return composeStock({ id, type, at, snapshot: level }, await readWithPlaces());
}

async function readWithPlaces(): Promise<Around> {
  const [around, destinations] = await Promise.all([readAround(), listTargets()]);
  return { ...around, destinations };
}

/** Where exports go now; a paused destination hears of it once it goes on. */
async function listTargets(): Promise<Place[]> {
  const select = { id: true, kind: true, name: true, address: true, settings: true, personal: true, events: true };
  const where = { disabledAt: null, removedAt: null };
  const found = await db().destination.findMany({ where, select, orderBy: { id: "asc" } });
  return found.map((place) => ({ ...place, settings: place.settings as Record<string, unknown> }));
}

/** False if another worker was first. */
async function takeEvent(tx: Tx, id: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE events SET dispatched_at = holdfast_now() WHERE id = ${id} AND dispatched_at IS NULL`;
  return taken === 1;
}
