import { unitsOf } from "@/components/orders/board/ticket-sums";
import type { OrderTrouble } from "@/lib/deliveries/trouble";
import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import type { BoardOrder } from "@/lib/orders/read-board";
import { dueOf } from "@/lib/orders/rules";
import { isOpen, type OrderStatus } from "@/lib/orders/status";
import { pickupWords } from "@/lib/orders/words-of-change";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import { formatShortDay, formatTime } from "@/lib/time";

export type TicketLine = { id: string; itemId: string; quantity: number; item: string; variant: string };

/** An order as its ticket tells it. Instants in milliseconds, everything else in words. */
export type TicketView = {
  id: string;
  number: number;
  numberPrefix: string;
  /** The number as it is said, with its prefix. */
  shown: string;
  status: OrderStatus;
  name: string;
  note: string;
  lines: TicketLine[];
  units: number;
  /** "£17.60", or empty when paid. */
  owed: string;
  day: string;
  dayWords: string;
  dayHasPassed: boolean;
  /** The time of that day in words, and when it begins; empty and null where it has none. */
  time: string;
  timeAt: number | null;
  /** Its time is no longer offered: somebody may want to move it. */
  timeGone: boolean;
  /** A message about it wants a person. */
  trouble: boolean;
  /** Its customer is not reached by messages, and wants a call. */
  call: boolean;
  placedAt: number;
  /** When it came to its status. */
  movedAt: number;
  movedWords: string;
};

/** What a board needs to know of the shop. */
export type Place = { locale: string; timezone: string; today: string };

/** Puts an order into a ticket's words. */
export function toTicket(
  order: BoardOrder,
  place: Place,
  inTrouble: ReadonlyMap<string, OrderTrouble> = new Map(),
): TicketView {
  return {
    id: order.id,
    number: order.number,
    numberPrefix: order.numberPrefix,
    shown: orderNumber(order),
    status: order.status,
    name: order.customer.name,
    note: order.note,
    lines: order.lines.map((line) => ({
      id: line.id,
      itemId: line.itemId,
      quantity: line.quantity,
      item: line.itemName,
      variant: line.variantName,
    })),
    units: unitsOf(order.lines),
    owed: dueOf(order) > 0 ? formatMoney(dueOf(order), order.currency, order.locale) : "",
    day: order.pickupDay,
    dayWords: dayWords(order.pickupDay, place),
    dayHasPassed: order.pickupDay < place.today,
    time: order.slot ? timeWords(order.slot, place.locale) : "",
    timeAt: order.slot ? Date.parse(order.slot.startsAt) : null,
    timeGone: order.timeGone && isOpen(order.status),
    trouble: inTrouble.has(order.id),
    call: inTrouble.get(order.id) === "call",
    placedAt: Date.parse(order.placedAt),
    movedAt: order.movedAt.getTime(),
    movedWords: formatTime(order.movedAt, place.locale, place.timezone),
  };
}

/** A placed order in one line: who, and what. */
export function toPlaced(order: BoardOrder): { id: string; number: number; shown: string; words: string } {
  const lines = order.lines.slice(0, 4).map((line) => `${line.quantity} ${line.itemName}`);
  const more = order.lines.length - lines.length;
  const words = `${order.customer.name}, ${pickupWords(order)}. ${lines.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return { id: order.id, number: order.number, shown: orderNumber(order), words };
}

/** "Today, Sat 21 Nov", or the day alone. */
export function dayWords(day: string, { locale, today }: Place): string {
  const words = formatShortDay(day, locale);
  return day === today ? `Today, ${words}` : words;
}
