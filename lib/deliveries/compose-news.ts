import { tellOfCode } from "@/lib/deliveries/code-news";
import type { Message } from "@/lib/deliveries/compose";
import { brokenNews, recoveredNews, summaryNews } from "@/lib/deliveries/destination-news";
import { renderEmail } from "@/lib/deliveries/emails/render";
import type { News } from "@/lib/deliveries/emails/staff-news";
import { newsOfPeople } from "@/lib/deliveries/news-of-people";
import { outOfTouchNews, waitingNews } from "@/lib/deliveries/reminder-news";
import { tellOfLow, tellOfProof } from "@/lib/deliveries/stock-news";
import type { Shop } from "@/lib/settings/queries";

/** An event that people of the shop are told of. */
export type ToldEvent = {
  id: string;
  type: string;
  at: Date;
  subject: { id: string; name: string };
  snapshot: Record<string, unknown>;
  personal: Record<string, unknown>;
};

/** Whom to tell, and what. `place` names the receiver once per event: `shop`, or `staff:` and an id. */
export type Told = {
  to: readonly { place: string; email?: string; phone?: string }[];
  news: News;
  /** The words of a text, for those who are told by text. */
  text?: string;
};

type Teller = (event: ToldEvent, shop: Shop) => Told | null;

/** What people of the shop are told, by the event that they are told of: one line per kind. */
const tellers: Readonly<Record<string, Teller>> = {
  "stock.low": tellOfLow,
  "stock.proof_failed": tellOfProof,
  ...newsOfPeople,
  "customer.code_asked": tellOfCode,
  "destination.broken": brokenNews,
  "destination.recovered": recoveredNews,
  "destination.summary": summaryNews,
  "orders.waiting": waitingNews,
  "shop.out_of_touch": outOfTouchNews,
};

/** Every message to people of the shop that an event leads to, their bytes final. */
export async function composeNews(event: ToldEvent, shop: Shop): Promise<Message[]> {
  const told = tellers[event.type]?.(event, shop);
  if (!told) return [];
  const mail = await renderEmail.staff_news(told.news, shop);
  return told.to.flatMap(({ place, email, phone }): Message[] => [
    ...(email ? [{ channel: "email" as const, place, address: email, ...mail }] : []),
    ...(phone && told.text ? [{ channel: "text" as const, place, address: phone, body: told.text }] : []),
  ]);
}
