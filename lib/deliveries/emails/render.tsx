import type { ReactElement } from "react";
import { render, toPlainText } from "react-email";
import { type DeadDelivery, DeliveryDead } from "@/lib/deliveries/emails/delivery-dead";
import { NewOrder } from "@/lib/deliveries/emails/new-order";
import { OrderCancelled } from "@/lib/deliveries/emails/order-cancelled";
import { OrderChanged } from "@/lib/deliveries/emails/order-changed";
import type { CustomerLetter } from "@/lib/deliveries/emails/order-parts";
import { OrderPlaced } from "@/lib/deliveries/emails/order-placed";
import { OrderReady } from "@/lib/deliveries/emails/order-ready";
import { type News, StaffNews } from "@/lib/deliveries/emails/staff-news";
import { maskAddress } from "@/lib/deliveries/mask";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";

/** A mail, final: the plain part is its body. */
export type Mail = { subject: string; body: string; html: string };

/** Every mail that the shop sends, by what it tells. */
export const renderEmail = {
  placed: (letter: CustomerLetter) => mail(subjectOf(letter, "in"), <OrderPlaced {...letter} />),
  ready: (letter: CustomerLetter) => mail(subjectOf(letter, "ready"), <OrderReady {...letter} />),
  changed: ({ changes, ...letter }: CustomerLetter & { changes: readonly string[] }) =>
    mail(subjectOf(letter, "changed"), <OrderChanged {...letter} changes={changes} />),
  cancelled: (letter: CustomerLetter) => mail(subjectOf(letter, "cancelled"), <OrderCancelled {...letter} />),
  new_order: (order: OrderSnapshot, shop: Shop) =>
    mail(`New order ${orderNumber(order)}: ${order.customer.name}`, <NewOrder order={order} shop={shop} />),
  staff_news: (news: News, shop: Shop) => mail(`${shop.name}: ${news.title}`, <StaffNews news={news} shop={shop} />),
  delivery_dead: (dead: DeadDelivery, shop: Shop) =>
    mail(
      `A message did not arrive: ${maskAddress(dead.channel, dead.address)}`,
      <DeliveryDead dead={dead} shop={shop} />,
    ),
};

function subjectOf({ order, shop }: CustomerLetter, state: string): string {
  return `${shop.name}: order ${orderNumber(order)} is ${state}`;
}

async function mail(subject: string, letter: ReactElement): Promise<Mail> {
  const html = await render(letter);
  return { subject, body: toPlainText(html).trim(), html };
}
