import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import { newId } from "@/lib/id";
import { acceptOrder } from "@/lib/orders/accept-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { seal } from "@/lib/secrets";
import { secret } from "@/tests/deliveries/fixtures";
import { buy, owner, type Stocked } from "@/tests/support/shop";

type Kind = "webhook" | "sheet" | "slack" | "folder" | "colleague";

/** A destination of a kind, which hears of everything. */
export async function addPlace(kind: Kind, name: string = kind): Promise<string> {
  const id = newId("dst");
  const address =
    kind === "colleague" ? "ann@example.org" : kind === "folder" ? "accounts" : `https://${kind}.example/`;
  const settings = kind === "colleague" ? { when: "each" } : {};
  const events = Object.keys(exportedEvents);
  await db().destination.create({ data: { id, kind, name, address, settings, events, sealedSecret: seal(secret) } });
  return id;
}

/** Takes every destination away, so that a test has only its own. */
export async function noPlaces(): Promise<void> {
  await db().destination.updateMany({ data: { removedAt: new Date() } });
}

/** An order that was placed and accepted, or ready too, all of it planned. */
export async function anOrder(loaf: Stocked, { ready = false } = {}): Promise<string> {
  const { id: orderId } = await buy(loaf);
  await acceptOrder(owner, { orderId });
  if (ready) await markOrderReady(owner, { orderId });
  await planAll(orderId);
  return orderId;
}

/** Plans whatever happened to an order and is not planned yet. */
export async function planAll(orderId: string): Promise<void> {
  const events = await db().event.findMany({ where: { orderId, dispatchedAt: null }, orderBy: { at: "asc" } });
  for (const { id } of events) await planDeliveries(id);
}

/** An order's deliveries to a place, the first of its line first. */
export function deliveriesTo(destinationId: string, orderId: string) {
  const orderBy = [{ lineAt: "asc" }, { eventId: "asc" }] as const;
  return db().delivery.findMany({ where: { destinationId, orderId }, orderBy: [...orderBy], include: { event: true } });
}

type State = "delivered" | "dead" | "unknown" | "kept" | "withdrawn";

/** Settles deliveries as they are found: a week ago, unless said. */
export async function settleAs(state: State, where: object, at = new Date(Date.now() - 7 * 86_400_000)): Promise<void> {
  const data = { state, nextAttemptAt: null, settledAt: at, leaseToken: null, leasedUntil: null };
  await db().delivery.updateMany({ where, data });
}
