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
import { subjectWords } from "@/lib/deliveries/own-words";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";
import type { MessageKind } from "@/lib/settings/words";

/** A mail, final: the plain part is its body. */
export type Mail = { subject: string; body: string; html: string };

/** Every mail that the shop sends, by what it tells. */
export const renderEmail = {
  placed: (letter: CustomerLetter) => mail(subjectOf("placed", letter), <OrderPlaced {...letter} />),
  ready: (letter: CustomerLetter) => mail(subjectOf("ready", letter), <OrderReady {...letter} />),
  changed: ({ changes, ...letter }: CustomerLetter & { changes: readonly string[] }) =>
    mail(subjectOf("changed", letter), <OrderChanged {...letter} changes={changes} />),
  cancelled: (letter: CustomerLetter) => mail(subjectOf("cancelled", letter), <OrderCancelled {...letter} />),
  new_order: (order: OrderSnapshot, shop: Shop) =>
    mail(`New order ${orderNumber(order)}: ${order.customer.name}`, <NewOrder order={order} shop={shop} />),
  colleague: (order: OrderSnapshot, { shop, above }: { shop: Shop; above: string }) =>
    mail(
      [`${above}: ${orderNumber(order)}`, order.customer.name].filter(Boolean).join(", "),
      <NewOrder order={order} shop={shop} above={above} />,
    ),
  staff_news: (news: News, shop: Shop) => mail(`${shop.name}: ${news.title}`, <StaffNews news={news} shop={shop} />),
  delivery_dead: (dead: DeadDelivery, shop: Shop) =>
    mail(
      `A message did not arrive: ${maskAddress(dead.channel, dead.address)}`,
      <DeliveryDead dead={dead} shop={shop} />,
    ),
};

function subjectOf(kind: MessageKind, { order, shop }: CustomerLetter): string {
  return subjectWords(kind, order, shop);
}

async function mail(subject: string, letter: ReactElement): Promise<Mail> {
  const html = await render(letter);
  return { subject, body: toPlainText(html).trim(), html };
}
