import { type Actor, requirePermission, type StaffActor, type SystemActor } from "@/lib/actor";
import { eraseAsked } from "@/lib/customers/erase-asked";
import { eraseCarts } from "@/lib/customers/erase-carts";
import { eraseCodes } from "@/lib/customers/erase-codes";
import { eraseCounted } from "@/lib/customers/erase-counted";
import { eraseDeliveries } from "@/lib/customers/erase-deliveries";
import { erasePlaces } from "@/lib/customers/erase-places";
import { eraseWishes } from "@/lib/customers/erase-wishes";
import type { EraseInput } from "@/lib/customers/input";
import { type Contact, listOrderIds, readPerson } from "@/lib/customers/person";
import { refuse } from "@/lib/customers/refusals";
import { lockOrders } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { hideStopped } from "@/lib/deliveries/stopped-numbers";
import { recordEvent } from "@/lib/history/record-event";
import { orderNumber } from "@/lib/orders/number";
import { isOpen } from "@/lib/orders/status";
import { forgetKeysOf } from "@/lib/people/forget-people";

export type Erased = { orders: number; withdrawn: number };

/**
 * Erases a person: the name, the contact and the notes of all their orders, what was typed at checkout, their places on waiting lists, the personal part of the events, and
 * the addresses and bodies of the messages. Of their keys those hashes stay that a limit per person still looks back to. Orders keep their numbers, lines and totals. What was not sent yet to them is withdrawn. All of it
 * or nothing, once. Refuses `orders_open` with their numbers, `still_telling`, `already_erased`, `not_found`, `busy`.
 */
export async function eraseCustomer(actor: Actor | null, { orderId }: EraseInput): Promise<Erased> {
  const who = requirePermission(actor, "customers.erase");
  return inTransaction(async (tx) => {
    const contact = await readPerson(tx, orderId);
    const ids = await listOrderIds(tx, orderId, contact);
    await eraseCarts(tx, ids, contact);
    await lockOrders(tx, ids);
    if ((await readPerson(tx, orderId)).erasedAt) refuse("already_erased", {});
    const numbers = await settledNumbers(tx, ids);
    await refuseWhileTelling(tx, ids);
    await hideStopped(tx, await numbersOf(tx, ids));
    await eraseOrders(tx, ids);
    await forgetKeysOf(tx, ids);
    await erasePersonalParts(tx, ids);
    const withdrawn = await eraseDeliveries(tx, ids);
    await eraseBesideOrders(tx, who, contact);
    await recordErased(tx, who, { orderId, numbers, withdrawn });
    announce(tx, "orders", "deliveries");
    return { orders: numbers.length, withdrawn };
  });
}

type ErasedOrders = { orderId: string; numbers: readonly string[]; withdrawn: number };

async function recordErased(tx: Tx, who: Actor, { orderId, numbers, withdrawn }: ErasedOrders): Promise<void> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  await recordEvent(tx, who, {
    type: "customer.erased",
    subject: { kind: "customer", id: orderId, name: numbers.length === 1 ? "1 order" : `${numbers.length} orders` },
    at,
    snapshot: { orders: [...numbers], withdrawn },
  });
}

/** Letters that were asked for, codes, wishes to be told of a drop, and places on waiting lists. */
async function eraseBesideOrders(tx: Tx, who: StaffActor | SystemActor, contact: Contact): Promise<void> {
  await eraseAsked(tx, contact.email);
  await eraseCodes(tx, contact);
  await eraseCounted(tx, contact);
  await eraseWishes(tx, contact.email);
  await erasePlaces(tx, who, contact);
}

/** The numbers of all of them, locked; refuses while one is open. */
async function settledNumbers(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const orders = await tx.order.findMany({
    where: { id: { in: [...ids] } },
    select: { number: true, numberPrefix: true, status: true },
    orderBy: { placedAt: "asc" },
  });
  const open = orders.filter(({ status }) => isOpen(status));
  if (open.length > 0) refuse("orders_open", { numbers: open.map(orderNumber) });
  return orders.map(orderNumber);
}

/** An event that is about to become messages would carry the name into them afterwards. */
async function refuseWhileTelling(tx: Tx, ids: readonly string[]): Promise<void> {
  const waiting = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM events WHERE order_id = ANY(${ids}::text[]) AND dispatched_at IS NULL ORDER BY id FOR UPDATE`;
  if (waiting.length > 0) refuse("still_telling", {});
}

/** What stands on their orders, and was written to. */
async function numbersOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ phone: string }[]>`
    SELECT customer_phone AS phone FROM orders WHERE id = ANY(${ids}::text[]) AND customer_phone <> ''
     UNION SELECT address FROM deliveries WHERE order_id = ANY(${ids}::text[]) AND channel = 'text' AND address <> ''`;
  return rows.map(({ phone }) => phone);
}

async function eraseOrders(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE orders SET customer_name = '', customer_email = '', customer_phone = '', notify_email = false, notify_text = false, note = '',
           cancel_reason = '', printed_content = '', revision = revision + 1, erased_at = holdfast_now(), updated_at = holdfast_now()
     WHERE id = ANY(${ids}::text[])`;
}

async function erasePersonalParts(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE event_personal SET snapshot = '{}', previous = '{}'
     WHERE event_id IN (SELECT id FROM events WHERE order_id = ANY(${ids}::text[]))`;
}
