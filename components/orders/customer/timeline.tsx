import { eventWords, messageWords } from "@/components/orders/customer/words";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";
import { orderNumber } from "@/lib/orders/number";
import type { OrderView } from "@/lib/orders/queries";
import { isOpen } from "@/lib/orders/status";
import type { Shop } from "@/lib/settings/queries";
import { dayOf, formatShortDay, formatTime } from "@/lib/time";

type Sent = Pick<DeliveryRow, "id" | "channel" | "place" | "state" | "settledAt">;
type TimelineProps = { order: OrderView; messages: Sent[]; shop: Shop; today: string };
type Row = { id: string; at: Date; words: string };

/** What has happened to an order, newest first. Moves that were undone are not told. */
export function Timeline({ order, messages, shop, today }: TimelineProps) {
  const rows = [...eventRows(order, shop), ...messageRows(messages)].sort((one, other) => +other.at - +one.at);
  return (
    <section className="blk" aria-labelledby="happened">
      <h2 className="title" id="happened">
        What has happened
      </h2>
      <ol className="time">
        {rows.map(({ id, at, words }) => (
          <li key={id}>
            <time dateTime={at.toISOString()}>{clock(at, shop, today)}</time>
            <span>{words}</span>
          </li>
        ))}
      </ol>
      {isOpen(order.status) && <p className="small mt-1.5">This page keeps itself up to date. {promise(order)}</p>}
    </section>
  );
}

function eventRows(order: OrderView, shop: Shop): Row[] {
  const told = { number: orderNumber(order), shopName: shop.name, cancelReason: order.cancelReason };
  return order.events.flatMap((event) => {
    const words = event.undoneAt === null && eventWords(event, told);
    return words ? [{ id: event.id, at: event.at, words }] : [];
  });
}

function messageRows(messages: readonly Sent[]): Row[] {
  return messages.flatMap((message) => {
    const words = messageWords(message);
    return words && message.settledAt ? [{ id: message.id, at: message.settledAt, words }] : [];
  });
}

function clock(at: Date, { locale, timezone }: Shop, today: string): string {
  const day = dayOf(at, timezone);
  const time = formatTime(at, locale, timezone);
  return day === today ? time : `${formatShortDay(day, locale)} ${time}`;
}

function promise({ notify, status }: OrderView): string {
  if (status === "ready" || !(notify.email || notify.text)) return "";
  if (notify.email && notify.text) return "We text and email you when it is ready.";
  return notify.text ? "We text you when it is ready." : "We email you when it is ready.";
}
