import { lockOrders } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { canSend } from "@/lib/deliveries/channels/settings";
import { refuse } from "@/lib/deliveries/refusals";
import { type Arrived, mayGoAgain, tellsNow, type Way, wayAgain } from "@/lib/deliveries/rules-of-again";
import type { DeliveryChannel, DeliveryState } from "@/lib/deliveries/status";
import { listStopped } from "@/lib/deliveries/stopped-numbers";

/** A delivery that is to go once more, its row locked. */
export type Again = {
  id: string;
  eventId: string;
  channel: DeliveryChannel;
  place: string;
  state: DeliveryState;
  address: string;
  orderId: string | null;
  destinationId: string | null;
  line: string | null;
  nextAttemptAt: Date | null;
  /** Why it is dead or withdrawn, where more is known: rules-of-reach.ts. */
  because: string;
  /** It is a text, and its number wants none. */
  stopped: boolean;
  /** Its bytes went with its customer. */
  erased: boolean;
  /** Another delivery repeats it already. */
  repeated: boolean;
  /** Of its destination, if it has one. */
  name: string | null;
  removed: boolean;
  disabled: boolean;
  /** Whether it will wait there: it is paused, or stopped answering. */
  rests: boolean;
};

/**
 * Locks the orders whose state is to be told, then the deliveries, then their destinations against being removed meanwhile, and reads them by a
 * statement of its own: whoever was first is seen. In the order of their lines.
 */
export async function lockAgain(tx: Tx, ids: readonly string[], arrived: Arrived): Promise<Again[]> {
  await lockOrdersToTell(tx, ids, arrived);
  await tx.$queryRaw`SELECT 1 FROM deliveries WHERE id = ANY(${[...ids]}::text[]) ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`
    SELECT 1 FROM destinations WHERE id IN (SELECT destination_id FROM deliveries WHERE id = ANY(${[...ids]}::text[])) ORDER BY id FOR SHARE`;
  const rows = await tx.$queryRaw<Omit<Again, "stopped">[]>`
    SELECT d.id, d.event_id AS "eventId", d.channel::text AS channel, d.place, d.state::text AS state, d.address, d.order_id AS "orderId",
           d.destination_id AS "destinationId", d.line, d.next_attempt_at AS "nextAttemptAt", d.because, d.body = '' AS erased,
           EXISTS (SELECT 1 FROM deliveries AS later WHERE later.repeats_id = d.id) AS repeated,
           p.name, p.removed_at IS NOT NULL AS removed, p.disabled_at IS NOT NULL AS disabled,
           coalesce(p.paused_at, p.broken_at) IS NOT NULL AS rests
      FROM deliveries AS d LEFT JOIN destinations AS p ON p.id = d.destination_id
     WHERE d.id = ANY(${[...ids]}::text[]) ORDER BY coalesce(d.line_at, d.created_at), d.event_id, d.id`;
  const phones = rows.flatMap(({ channel, address }) => (channel === "text" ? [address] : []));
  const stopped = await listStopped(tx, phones);
  return rows.map((row) => ({ ...row, stopped: row.channel === "text" && stopped.has(row.address) }));
}

/** Orders are locked before deliveries, as erasing a customer does. What may have arrived before its row is locked counts too. */
async function lockOrdersToTell(tx: Tx, ids: readonly string[], arrived: Arrived): Promise<void> {
  const rows = await tx.$queryRaw<{ orderId: string | null; channel: DeliveryChannel }[]>`
    SELECT order_id AS "orderId", channel::text AS channel FROM deliveries WHERE id = ANY(${[...ids]}::text[])`;
  const told = rows.filter((row) => tellsNow(wayAgain({ ...row, state: "delivered" }, arrived)));
  const orderIds = [...new Set(told.flatMap(({ orderId }) => orderId ?? []))];
  if (orderIds.length > 0) await lockOrders(tx, orderIds);
}

/**
 * How a locked delivery goes once more. Refuses `erased`, `destination_removed`, `destination_disabled`, `still_trying`, `arrived_meanwhile`, `move_undone`,
 * `sent_elsewhere`, `no_longer_so`, `said_stop`, `nothing_sends`, and `sent_again_before` for the second who repeats one that arrived.
 */
export function requireWay(row: Again, arrived: Arrived): Way {
  const { channel, state, because, name } = row;
  if (row.erased) refuse("erased", {});
  if (row.removed) refuse("destination_removed", { name: name ?? "" });
  if (row.disabled) refuse("destination_disabled", { name: name ?? "" });
  if (because === "contact_changed") refuse("sent_elsewhere", {});
  if (because === "no_longer_so") refuse("no_longer_so", {});
  if (state === "withdrawn" && because === "") refuse("move_undone", {});
  if (state !== "withdrawn" && !mayGoAgain(row)) refuse("still_trying", {});
  if (row.stopped) refuse("said_stop", {});
  if (state === "delivered" && arrived === "leave") refuse("arrived_meanwhile", {});
  if ((channel === "email" || channel === "text") && !canSend(channel)) refuse("nothing_sends", { channel });
  const way = wayAgain(row, arrived);
  if (row.repeated && (way === "copy" || way === "copy_now")) refuse("sent_again_before", {});
  return way;
}
