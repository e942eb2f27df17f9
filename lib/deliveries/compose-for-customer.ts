import type { Actor } from "@/lib/actor";
import type { Surroundings } from "@/lib/deliveries/channels/kind";
import type { Message } from "@/lib/deliveries/compose";
import { renderEmail } from "@/lib/deliveries/emails/render";
import type { OrderEvent } from "@/lib/deliveries/payload";
import type { Reach } from "@/lib/deliveries/reach";
import { customerWaitsSeconds } from "@/lib/deliveries/rules";
import { type CustomerNews, textWords } from "@/lib/deliveries/text-words";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { changeWords, isEdit, isOfAgreed, type Previous } from "@/lib/orders/words-of-change";
import type { Shop } from "@/lib/settings/queries";

/** An order's event, and what kind of actor it was. */
export type Happened = OrderEvent & { actor: Actor["kind"] };

const told: Readonly<Record<string, CustomerNews>> = {
  "order.placed": "placed",
  "order.ready": "ready",
  "order.reminded": "reminder",
  "order.cancelled": "cancelled",
};

/**
 * What an event means to its customer, by the ways in which they want to be told now. What staff did waits until it cannot be undone. Who changed
 * their own contact is told how the order stands, by the ways that are new.
 */
export async function composeForCustomer(event: Happened, reach: Reach, around: Surroundings): Promise<Message[]> {
  const news = newsOf(event, around.shop);
  if (!news) return [];
  const { email, phone } = reach;
  const order = { ...event.snapshot, customer: { ...event.snapshot.customer, email, phone } };
  const ways = isOwnReach(event) ? newWays(event, reach) : waysOf(order, reach, news);
  const messages: Message[] = [];
  if (ways.email) {
    const changes = changeWords(order, event.previous ?? {});
    const mail = await renderEmail.customer(news, { order, ...around, changes, own: isOwn(event), at: event.at });
    messages.push({ channel: "email", place: "customer", address: email, ...mail });
  }
  if (ways.text) {
    messages.push({ channel: "text", place: "customer", address: phone, body: textWords(news, { order, ...around }) });
  }
  return waits(event) ? messages.map((message) => ({ ...message, notBefore: afterUndo(event.at) })) : messages;
}

function newsOf(event: Happened, { tellAccepted }: Shop): CustomerNews | undefined {
  if (isOwnReach(event)) return event.snapshot.status === "ready" ? "ready" : "placed";
  if (event.type === "order.changed") return isEdit(event.previous) ? "changed" : undefined;
  if (event.type === "order.accepted") return tellAccepted ? "accepted" : undefined;
  return told[event.type];
}

/** Whether a customer changed how they are told, and nothing of what was agreed. */
export function isOwnReach(event: Happened): boolean {
  return isOwn(event) && isEdit(event.previous) && !isOfAgreed(event.previous);
}

/** Whether customers changed their own order. */
export function isOwn({ type, actor }: Pick<Happened, "type" | "actor">): boolean {
  return type === "order.changed" && actor === "customer";
}

type Ways = Reach["notify"];

function waysOf(order: OrderSnapshot, { email, phone, notify }: Reach, news: CustomerNews): Ways {
  return {
    email: email !== "" && (notify.email || wantsCopy(order, notify, news)),
    text: phone !== "" && notify.text,
  };
}

/** At checkout an address may be given for a copy of the order, although the rest is told by text. */
function wantsCopy(order: OrderSnapshot, notify: Ways, news: CustomerNews): boolean {
  return news === "placed" && order.channel === "web" && notify.text;
}

function newWays({ snapshot, previous }: Happened, { email, phone, notify }: Reach): Ways {
  const { customer = snapshot.customer, notify: before = snapshot.notify } = (previous ?? {}) as Previous;
  return {
    email: email !== "" && notify.email && !(before.email && customer.email === email),
    text: phone !== "" && notify.text && !(before.text && customer.phone === phone),
  };
}

/** An edit cannot be taken back, so nothing is gained by waiting: the customer should hear before they set off. */
function waits({ actor, type }: Happened): boolean {
  return actor === "staff" && type !== "order.changed";
}

function afterUndo(at: Date): Date {
  return new Date(at.getTime() + customerWaitsSeconds * 1_000);
}
