import type { ReactElement } from "react";
import { render, toPlainText } from "react-email";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { customerLetter, type LetterRequest, letterCalendar } from "@/lib/deliveries/emails/customer-letter";
import { CustomerLetterMail } from "@/lib/deliveries/emails/customer-letter-html";
import { customerLetterText } from "@/lib/deliveries/emails/customer-letter-text";
import { type DeadDelivery, DeliveryDead } from "@/lib/deliveries/emails/delivery-dead";
import { DropLetter, type DropNews } from "@/lib/deliveries/emails/drop-letter";
import type { LetterShop } from "@/lib/deliveries/emails/letter";
import { NewOrder } from "@/lib/deliveries/emails/new-order";
import { type OrderLink, OrderLinks } from "@/lib/deliveries/emails/order-links";
import { type PlaceLetter, PlaceLetterMail } from "@/lib/deliveries/emails/place-letter";
import { type News, StaffNews } from "@/lib/deliveries/emails/staff-news";
import { maskAddress } from "@/lib/deliveries/mask";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { findPhotoSize } from "@/lib/photos/queries";
import { mailSizeFor } from "@/lib/photos/rules";
import type { Shop } from "@/lib/settings/queries";
import type { OrderLetter } from "@/lib/settings/words";

/** A mail, final: the plain part is its body. */
export type Mail = { subject: string; body: string; html: string };

/** Every mail that the shop sends, by what it tells. */
export const renderEmail = {
  customer: async (kind: OrderLetter, request: LetterRequest): Promise<Mail & { calendar: string }> => {
    const letter = customerLetter(kind, request);
    const shop = await withPicture(request.shop);
    return {
      subject: letter.subject,
      body: customerLetterText(letter, shop),
      html: await render(<CustomerLetterMail letter={letter} shop={shop} />),
      calendar: letterCalendar(request),
    };
  },
  place: (letter: PlaceLetter, shop: Shop) =>
    mail(letter.subject, shop, (dressed) => <PlaceLetterMail letter={letter} shop={dressed} />),
  new_order: (order: OrderSnapshot, shop: Shop) =>
    mail(`New order ${orderNumber(order)}: ${order.customer.name}`, shop, (dressed) => (
      <NewOrder order={order} shop={dressed} />
    )),
  colleague: (order: OrderSnapshot, { shop, above }: { shop: Shop; above: string }) =>
    mail([`${above}: ${orderNumber(order)}`, order.customer.name].filter(Boolean).join(", "), shop, (dressed) => (
      <NewOrder order={order} shop={dressed} above={above} />
    )),
  staff_news: (news: News, shop: Shop) =>
    mail(`${shop.name}: ${news.title}`, shop, (dressed) => <StaffNews news={news} shop={dressed} />),
  drop: (news: DropNews, shop: Shop) =>
    mail(`${shop.name}: ${news.title}`, shop, (dressed) => <DropLetter news={news} shop={dressed} />),
  order_links: (links: readonly OrderLink[], shop: Shop) =>
    mail(`${shop.name}: ${links.length === 1 ? "your order" : "your orders"}`, shop, (dressed) => (
      <OrderLinks links={links} shop={dressed} />
    )),
  delivery_dead: (dead: DeadDelivery, shop: Shop) =>
    mail(`A message did not arrive: ${maskAddress(dead.channel, dead.address)}`, shop, (dressed) => (
      <DeliveryDead dead={dead} shop={dressed} />
    )),
};

async function mail(subject: string, shop: Shop, letter: (shop: LetterShop) => ReactElement): Promise<Mail> {
  const html = await render(letter(await withPicture(shop)));
  return { subject, body: toPlainText(html).trim(), html };
}

/** The size stands in the mail, since some readers draw a picture at its own. */
async function withPicture(shop: Shop): Promise<LetterShop> {
  const size = shop.logo ? await findPhotoSize(shop.logo) : null;
  return { ...shop, picture: size && { src: `${appUrl()}/photos/${shop.logo}-mail.png`, ...mailSizeFor(size) } };
}
