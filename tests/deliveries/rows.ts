import { db } from "@/lib/db/client";
import { newId } from "@/lib/id";
import { orderEvent } from "@/tests/deliveries/fixtures";

type Row = {
  state?: string;
  channel?: string;
  place?: string;
  destinationId?: string;
  at?: Date;
  settledAt?: Date;
  orderId?: string;
  /** How long its one attempt took. */
  tookMs?: number;
};

/**
 * Deliveries as a ledger has them, written in one statement: `count` of them, a second apart from `at` on, or up to now, each with one attempt, about one event. Returns their
 * ids in the order in which they were made.
 */
export async function addRows(count: number, row: Row = {}): Promise<string[]> {
  const { eventId, order } = await orderEvent();
  await db().event.updateMany({ where: { id: eventId, dispatchedAt: null }, data: { dispatchedAt: new Date() } });
  const { state = "delivered", channel = "email", at = new Date(Date.now() - count * 1_000), tookMs = 500 } = row;
  const place = row.place ?? row.destinationId ?? "customer";
  const settledAt = ["waiting", "sending"].includes(state) ? null : (row.settledAt ?? at);
  const ids = Array.from({ length: count }, () => newId("dlv"));
  await db().$executeRaw`
    INSERT INTO deliveries (id, event_id, channel, place, copy, order_id, destination_id, line, line_at, address, body, state, attempts, created_at, settled_at, next_attempt_at)
    SELECT id, ${eventId}, ${channel}::delivery_channel, ${place}, n, ${row.orderId ?? order.id}, ${row.destinationId ?? null}::text,
           CASE WHEN ${row.destinationId ?? null}::text IS NOT NULL THEN ${row.orderId ?? order.id} END,
           CASE WHEN ${row.destinationId ?? null}::text IS NOT NULL THEN ${at}::timestamptz + n * interval '1 second' END,
           'a@example.org', '{}', ${state}::delivery_state, 1, ${at}::timestamptz + n * interval '1 second', ${settledAt}::timestamptz,
           CASE WHEN ${state} = 'waiting' THEN ${at}::timestamptz END
      FROM unnest(${ids}::text[]) WITH ORDINALITY AS made(id, n)`;
  await db().$executeRaw`
    INSERT INTO delivery_attempts (delivery_id, number, started_at, ended_at, outcome)
    SELECT id, 1, ${at}::timestamptz, ${at}::timestamptz + make_interval(secs => ${tookMs / 1_000}::double precision), CASE ${state} WHEN 'delivered' THEN 'delivered' ELSE 'failed' END
      FROM unnest(${ids}::text[]) AS made(id)`;
  return ids;
}
