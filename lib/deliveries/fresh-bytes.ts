import type { Tx } from "@/lib/db/transaction";
import type { Surroundings, Target } from "@/lib/deliveries/channels/kind";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import type { Again } from "@/lib/deliveries/lock-again";
import type { OrderEvent } from "@/lib/deliveries/payload";
import type { DestinationKind } from "@/lib/deliveries/rules-of-destinations";
import { newId } from "@/lib/id";
import { snapshotFields, toSnapshot } from "@/lib/orders/read-snapshot";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** A delivery that tells of an order as it is now: its id, the event it stands for, its bytes. */
export type Fresh = { id: string; eventId: string; address: string; body: string };

type Told = { deliveryId: string; id: string; type: string; at: Date; previous: Record<string, unknown> | null };
type Place = Target & { kind: DestinationKind };
type Telling = { id: string; row: Again; event: Told };

/**
 * What tells of orders as they are now, by the delivery that is to go once more; the orders are locked. As another delivery it stands for the newest event of the
 * order that its destination hears of, and its body's id is its own, so that nobody takes it for one that they have. As the same delivery it stays its event's.
 */
export async function freshBytes(
  tx: Tx,
  rows: readonly { row: Again; copy: boolean }[],
  around: Surroundings,
): Promise<Map<string, Fresh>> {
  if (rows.length === 0) return new Map();
  const [events, orders, places] = [await eventsOf(tx, rows), await ordersOf(tx, rows), await placesOf(tx, rows)];
  const fresh = await Promise.all(
    rows.map(async ({ row, copy }): Promise<[string, Fresh]> => {
      const id = copy ? newId("dlv") : row.id;
      const event = events.get(row.id)!;
      const told = orderEvent({ id, row, event }, orders.get(row.orderId ?? "")!, copy);
      const { kind, ...target } = places.get(row.destinationId ?? "")!;
      const bytes = await channelKinds[kind].prepare(told, target, around);
      if (!bytes) throw new Error(`A ${kind} tells of no order as it is now.`);
      return [row.id, { id, eventId: event.id, address: bytes.address, body: bytes.body }];
    }),
  );
  return new Map(fresh);
}

/** Where a file moved from stands in the event's own change: its delivery still has to take it out there. */
function orderEvent({ id, event }: Telling, snapshot: OrderSnapshot, copy: boolean): OrderEvent {
  const { type, at, previous } = event;
  return copy
    ? { id, type, at: new Date(), snapshot, previous: null }
    : { id: event.id, type, at, snapshot, previous: previous ?? null };
}

async function eventsOf(tx: Tx, rows: readonly { row: Again; copy: boolean }[]): Promise<Map<string, Told>> {
  const ids = (copy: boolean) => rows.filter((each) => each.copy === copy).map(({ row }) => row.id);
  const found = await tx.$queryRaw<Told[]>`
    SELECT DISTINCT ON (d.id) d.id AS "deliveryId", e.id, e.type, e.at, e.previous
      FROM deliveries AS d JOIN destinations AS p ON p.id = d.destination_id JOIN events AS e ON e.order_id = d.order_id
       AND (e.id = d.event_id OR (d.id = ANY(${ids(true)}::text[]) AND e.type = ANY(p.events) AND e.undone_at IS NULL AND e.dispatched_at IS NOT NULL))
     WHERE d.id = ANY(${[...ids(true), ...ids(false)]}::text[]) ORDER BY d.id, e.at DESC, e.id DESC`;
  return new Map(found.map((event) => [event.deliveryId, event]));
}

async function ordersOf(tx: Tx, rows: readonly { row: Again }[]): Promise<Map<string, OrderSnapshot>> {
  const ids = [...new Set(rows.flatMap(({ row }) => row.orderId ?? []))];
  const found = await tx.order.findMany({ where: { id: { in: ids } }, select: snapshotFields });
  return new Map(found.map((order) => [order.id, toSnapshot(order)]));
}

async function placesOf(tx: Tx, rows: readonly { row: Again }[]): Promise<Map<string, Place>> {
  const ids = [...new Set(rows.flatMap(({ row }) => row.destinationId ?? []))];
  const select = { id: true, kind: true, name: true, address: true, settings: true, personal: true } as const;
  const found = await tx.destination.findMany({ where: { id: { in: ids } }, select });
  return new Map(found.map((place) => [place.id, { ...place, settings: place.settings as Target["settings"] }]));
}
