import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { appUrl } from "@/lib/deliveries/channels/settings";
import type { Message } from "@/lib/deliveries/compose";
import type { ToldEvent } from "@/lib/deliveries/compose-news";
import { renderEmail } from "@/lib/deliveries/emails/render";
import { orderNumber } from "@/lib/orders/number";
import { type OrderStatus, statusWords } from "@/lib/orders/status";
import type { Shop } from "@/lib/settings/queries";
import { formatDay, fromDate } from "@/lib/time";

/** The event of somebody who lost the link to their order. */
export const askedForOrders = "customer.asked_for_orders";

/** Of how many days back the orders are named, and how many at most. */
const days = 60;
const most = 20;

type Found = { number: number; numberPrefix: string; token: string; status: OrderStatus; pickupDay: Date };

/** The letter with the links to the orders of whoever asked for them, newest first; nothing to an address that has none. */
export async function composeOrderLinks({ personal }: ToldEvent, shop: Shop): Promise<Message[]> {
  const email = String(personal.email ?? "");
  const orders = email ? await ordersOf(email) : [];
  if (orders.length === 0) return [];
  const links = orders.map((order) => ({
    words: `Order ${orderNumber(order)}`,
    detail: `${formatDay(fromDate(order.pickupDay), shop.locale)}, ${statusWords[order.status].toLowerCase()}`,
    href: `${appUrl()}/orders/${order.token}`,
  }));
  const mail = await renderEmail.order_links(links, shop);
  return [{ channel: "email", place: "customer", address: email, ...mail }];
}

function ordersOf(email: string): Promise<Found[]> {
  return db().$queryRaw<Found[]>`
    SELECT number, number_prefix AS "numberPrefix", token, status::text AS status, pickup_day AS "pickupDay" FROM orders
     WHERE customer_email <> '' AND lower(customer_email) = ${email}
       AND greatest(placed_at, pickup_day) > holdfast_now() - make_interval(days => ${days})
     ORDER BY placed_at DESC LIMIT ${most}`;
}

/** Forgets the address that was typed, once it is known what to send to it: it may be anybody's. False if it was erased meanwhile. */
export async function forgetAsker(tx: Tx, eventId: string): Promise<boolean> {
  const forgotten = await tx.$executeRaw`
    UPDATE event_personal SET snapshot = '{}' WHERE event_id = ${eventId} AND snapshot <> '{}'`;
  return forgotten === 1;
}
