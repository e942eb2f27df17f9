import type { DeliveryRow } from "@/lib/deliveries/delivery-row";
import { brokenOf, brokenWords } from "@/lib/deliveries/rules-of-reach";
import type { Unreached } from "@/lib/deliveries/unreached";
import type { OrderStatus } from "@/lib/orders/status";
import type { TimelineEvent } from "@/lib/orders/timeline-event";

type Told = { number: string; shopName: string; cancelReason: string };

/** What an event means to the customer; null for what does not concern them. */
export function eventWords(
  { type, actor, changes, agreed }: Pick<TimelineEvent, "type" | "actor" | "changes" | "agreed">,
  { number, shopName, cancelReason }: Told,
): string | null {
  switch (type) {
    case "order.placed":
      return `You placed order ${number}.`;
    case "order.accepted":
      return `${shopName} accepted your order.`;
    case "order.ready":
      return "Your order is ready to collect.";
    case "order.completed":
      return "You collected your order.";
    case "order.not_collected":
      return "Nobody came to collect this order.";
    case "order.changed":
      if (changes.length === 0) return null;
      if (actor.kind === "customer" && !agreed) return "You changed how we tell you.";
      return `${actor.kind === "customer" ? "You" : shopName} changed your order. ${changes.join(". ")}.`;
    case "order.cancelled":
      if (actor.kind === "customer") return "You cancelled this order.";
      return `${shopName} cancelled this order.${cancelReason ? ` ${cancelReason}` : ""}`;
    default:
      return null;
  }
}

type Message = Pick<DeliveryRow, "channel" | "place" | "state">;

/** That a message reached its mail server or gateway; null for what went elsewhere or has not gone. */
export function messageWords({ channel, place, state }: Message): string | null {
  if (place !== "customer" || state !== "delivered" || (channel !== "email" && channel !== "text")) return null;
  return channel === "text" ? "We sent you a text." : "We sent you an email.";
}

/** What the card with the number says above it. */
export function greeting(status: OrderStatus, firstName: string): string {
  switch (status) {
    case "placed":
      return `Thank you, ${firstName}. Your order is in.`;
    case "accepted":
      return `Thank you, ${firstName}. We are on it.`;
    case "ready":
      return `It is ready for you, ${firstName}.`;
    case "completed":
      return `Collected. Thank you, ${firstName}.`;
    case "cancelled":
      return "This order was cancelled.";
    case "not_collected":
      return "This order was not collected.";
  }
}

/** What it says below the number. */
export function parting(status: OrderStatus): string {
  if (status === "cancelled") return "Nothing is to be paid.";
  if (status === "not_collected") return "If that is a mistake, please call the shop.";
  if (status === "completed") return "See you soon.";
  return "Say this number at the counter.";
}

type Reached = { email: string; phone: string; notify: { email: boolean; text: boolean } };

/** How a customer is told: "By email to maya@example.org and by text to +447700900148." */
export function toldWords({ email, phone, notify }: Reached): string {
  const ways = [notify.email && email && `by email to ${email}`, notify.text && phone && `by text to ${phone}`];
  const words = ways.filter(Boolean).join(" and ");
  return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.` : "Not at all: this page is where you see it.";
}

/** What does not reach a customer, told to them. */
export function unreachedWords({
  channel,
  address,
  because,
}: Pick<Unreached, "channel" | "address" | "because">): string {
  const broken = brokenOf(because);
  if (!broken) return `You replied STOP from ${address}, so we text it no more. Reply START to get texts again.`;
  const what = channel === "email" ? "email" : "text";
  return `Our ${what} to ${address} did not arrive: ${brokenWords[broken]}. Please put it right.`;
}
