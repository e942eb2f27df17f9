import type { Actor } from "@/lib/actor";
import type { Surroundings, Target } from "@/lib/deliveries/channels/kind";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import { renderEmail } from "@/lib/deliveries/emails/render";
import type { News } from "@/lib/deliveries/emails/staff-news";
import type { OrderEvent } from "@/lib/deliveries/payload";
import { customerWaitsSeconds } from "@/lib/deliveries/rules";
import type { DestinationKind } from "@/lib/deliveries/rules-of-destinations";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { type CustomerNews, textWords } from "@/lib/deliveries/text-words";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { changeWords, isEdit } from "@/lib/orders/words-of-change";
import type { Shop } from "@/lib/settings/queries";
import { formatDay } from "@/lib/time";

/** A message to one place, its bytes final. */
export type Message = {
  channel: DeliveryChannel;
  /** customer, shop, or a destination's id. */
  place: string;
  destinationId?: string;
  address: string;
  subject?: string;
  body: string;
  html?: string;
  /** Not before this instant; at once if unset. */
  notBefore?: Date;
  /** The order or level whose messages to this place go one after another, and its instant in it. */
  line?: string;
  lineAt?: Date;
};

/** A destination as far as planning goes: what it is to hear of, and how. */
export type Place = Target & { kind: DestinationKind; events: readonly string[] };

/** What an event is told with and to. */
export type Around = Surroundings & { destinations: readonly Place[] };

type Told = { customer?: CustomerNews; shop?: ShopNews };
type ShopNews = "new_order" | "cancelled_by_customer";

/** Who is told of what, beside the destinations, which choose. */
const told: Record<string, Told> = {
  "order.placed": { customer: "placed", shop: "new_order" },
  "order.ready": { customer: "ready" },
  "order.cancelled": { customer: "cancelled" },
};

type Happened = OrderEvent & { actor: Actor["kind"] };

/** Every message that an order's event leads to. What a customer hears of a staff move waits until it cannot be undone. */
export async function compose(event: Happened, around: Around): Promise<Message[]> {
  const { customer, shop } = toldOf(event);
  const messages = [...(await toDestinations(event, around)), ...(shop ? await toShop(event, shop, around.shop) : [])];
  if (!customer) return messages;
  const notBefore = waits(event) ? new Date(event.at.getTime() + customerWaitsSeconds * 1_000) : undefined;
  const news = await toCustomer(event, customer, around);
  return [...news.map((message) => ({ ...message, ...(notBefore && { notBefore }) })), ...messages];
}

function toldOf(event: Happened): Told {
  if (event.type === "order.changed") return isEdit(event.previous) ? { customer: "changed" } : {};
  if (event.type === "order.cancelled" && event.actor === "customer") {
    return { customer: "cancelled", shop: "cancelled_by_customer" };
  }
  return told[event.type] ?? {};
}

/** An edit cannot be taken back, so nothing is gained by waiting: the customer should hear before they set off. */
function waits({ actor, type }: Happened): boolean {
  return actor === "staff" && type !== "order.changed";
}

async function toCustomer(
  { snapshot: order, previous }: OrderEvent,
  news: CustomerNews,
  around: Around,
): Promise<Message[]> {
  const { shop, hours } = around;
  const { email, phone } = order.customer;
  const messages: Message[] = [];
  if (email && (order.notify.email || wantsCopy(order, news))) {
    messages.push({
      channel: "email",
      place: "customer",
      address: email,
      ...(await renderEmail[news]({ order, shop, hours, changes: changeWords(order, previous ?? {}) })),
    });
  }
  if (order.notify.text && phone) {
    messages.push({ channel: "text", place: "customer", address: phone, body: textWords(news, order, shop) });
  }
  return messages;
}

/** At checkout an address may be given for a copy of the order, although the rest is told by text. */
function wantsCopy(order: OrderSnapshot, news: CustomerNews): boolean {
  return news === "placed" && order.channel === "web" && order.notify.text;
}

async function toShop({ snapshot: order }: OrderEvent, news: ShopNews, shop: Shop): Promise<Message[]> {
  if (!shop.email) return [];
  const mail =
    news === "new_order" ? renderEmail.new_order(order, shop) : renderEmail.staff_news(cancelledNews(order), shop);
  return [{ channel: "email", place: "shop", address: shop.email, ...(await mail) }];
}

function cancelledNews(order: OrderSnapshot): News {
  return {
    title: `Order ${orderNumber(order)} was cancelled by the customer`,
    paragraphs: [
      `${order.customer.name} cancelled it, for ${formatDay(order.pickupDay, order.locale)}. Its units are back in stock.`,
    ],
    press: { path: `/admin/orders/${order.id}`, words: "See the order" },
  };
}

async function toDestinations(event: OrderEvent, around: Around): Promise<Message[]> {
  const listening = around.destinations.filter(({ events }) => events.includes(event.type));
  const prepared = listening.map(async (place): Promise<Message[]> => {
    const { channel, prepare } = channelKinds[place.kind];
    const bytes = await prepare(event, place, around);
    const { id } = place;
    return bytes
      ? [{ channel, place: id, destinationId: id, line: event.snapshot.id, lineAt: event.at, ...bytes }]
      : [];
  });
  return (await Promise.all(prepared)).flat();
}
