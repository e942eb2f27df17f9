import { appUrl } from "@/lib/deliveries/channels/settings";
import type { ToldEvent } from "@/lib/deliveries/compose-news";
import type { News } from "@/lib/deliveries/emails/staff-news";
import { fitText } from "@/lib/deliveries/rules-of-segments";
import type { Shop } from "@/lib/settings/queries";
import { formatTime } from "@/lib/time";

type Told = { to: { place: string; email: string; phone: string }[]; news: News; text: string };
type Waiting = { number: string; minutes: number };

const board = { path: "/admin/orders", words: "To the orders" };

/** To the shop: orders wait, and nobody accepted them. */
export function waitingNews({ snapshot }: ToldEvent, shop: Shop): Told {
  const orders = snapshot.orders as Waiting[];
  const lines = orders.slice(0, 10).map(({ number, minutes }) => `${number} has waited ${minutes} min.`);
  const more = orders.length - lines.length;
  const title = orders.length === 1 ? `Order ${orders[0]!.number} waits` : `${orders.length} orders wait`;
  return told(shop, {
    title: `${title} to be accepted`,
    paragraphs: more > 0 ? [...lines, `And ${more} more.`] : lines,
    press: board,
  });
}

/** To the shop: orders wait, and no staff page is open and in touch. */
export function outOfTouchNews({ snapshot }: ToldEvent, shop: Shop): Told {
  const { waiting, lastSeen } = snapshot as { waiting: number; lastSeen: string | null };
  const since = lastSeen ? `since ${formatTime(new Date(lastSeen), shop.locale, shop.timezone)}` : "yet";
  const orders = waiting === 1 ? "An order waits" : `${waiting} orders wait`;
  return told(shop, {
    title: "No staff page is in touch",
    paragraphs: [
      `${orders} to be accepted, and no staff page was heard ${since}.`,
      "Is the tablet asleep, or offline?",
    ],
    press: board,
  });
}

function told(shop: Shop, news: News): Told {
  const text = fitText(shop.name, `: ${news.title}. ${appUrl()}${board.path}`);
  return { to: [{ place: "shop", email: shop.email, phone: shop.remindPhone }], news, text };
}
