import type { Surroundings, Target } from "@/lib/deliveries/channels/kind";
import { toDestinations } from "@/lib/deliveries/compose-exports";
import { composeForCustomer, type Happened } from "@/lib/deliveries/compose-for-customer";
import { renderEmail } from "@/lib/deliveries/emails/render";
import type { News } from "@/lib/deliveries/emails/staff-news";
import type { OrderEvent } from "@/lib/deliveries/payload";
import type { Reach } from "@/lib/deliveries/reach";
import type { DestinationKind } from "@/lib/deliveries/rules-of-destinations";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { orderNumber } from "@/lib/orders/number";
import { changeWords, isOfAgreed } from "@/lib/orders/words-of-change";
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
  /** A calendar file that goes with an email. */
  calendar?: string;
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

type ShopNews = "new_order" | "changed_by_customer" | "cancelled_by_customer";

/**
 * Every message that an order's event leads to: to its customer as they are reached now, to the shop, and to the destinations, which choose what
 * they hear of.
 */
export async function compose(event: Happened, reach: Reach, around: Around): Promise<Message[]> {
  const shop = shopNewsOf(event);
  return [
    ...(await composeForCustomer(event, reach, around)),
    ...(await toDestinations(event, around)),
    ...(shop ? await toShop(event, shop, around.shop) : []),
  ];
}

function shopNewsOf({ type, actor, previous }: Happened): ShopNews | undefined {
  if (type === "order.placed") return "new_order";
  if (actor !== "customer") return undefined;
  if (type === "order.cancelled") return "cancelled_by_customer";
  return type === "order.changed" && isOfAgreed(previous) ? "changed_by_customer" : undefined;
}

async function toShop(event: OrderEvent, news: ShopNews, shop: Shop): Promise<Message[]> {
  if (!shop.email) return [];
  const mail =
    news === "new_order"
      ? renderEmail.new_order(event.snapshot, shop)
      : renderEmail.staff_news(news === "changed_by_customer" ? changedNews(event) : cancelledNews(event), shop);
  return [{ channel: "email", place: "shop", address: shop.email, ...(await mail) }];
}

function changedNews({ snapshot: order, previous }: OrderEvent): News {
  return {
    title: `Order ${orderNumber(order)} was changed by the customer`,
    paragraphs: [
      `${order.customer.name} changed it, for ${formatDay(order.pickupDay, order.locale)}.`,
      ...changeWords(order, previous ?? {}),
    ],
    press: { path: `/admin/orders/${order.id}`, words: "See the order" },
  };
}

function cancelledNews({ snapshot: order }: OrderEvent): News {
  return {
    title: `Order ${orderNumber(order)} was cancelled by the customer`,
    paragraphs: [
      `${order.customer.name} cancelled it, for ${formatDay(order.pickupDay, order.locale)}. Its units are back in stock.`,
    ],
    press: { path: `/admin/orders/${order.id}`, words: "See the order" },
  };
}
