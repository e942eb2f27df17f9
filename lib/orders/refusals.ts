import { notYetWords, type Place } from "@/lib/catalog/words-of-drops";
import { refusals } from "@/lib/refusal";
import { type Pause, pausedWords } from "@/lib/settings/rules-of-ordering";
import type { Day } from "@/lib/time";

export type ShortLine = { variantId: string; sku: string; name: string; requested: number; available: number } & {
  /** Units that an order to be changed has already: they count among the available. */
  kept?: number;
};
export type NamedLine = { variantId: string; sku: string; name: string };
/** Lines of drops that have not begun, and when the last of them does, in milliseconds since 1970. */
export type NotYet = Place & { lines: NamedLine[]; opensAt: number; now: number };
export type LimitedLine = NamedLine & { requested: number; limit: number };

export type OrderRefusals = {
  out_of_stock: { lines: ShortLine[] };
  price_changed: { totalMinor: number; expectedTotalMinor: number };
  not_on_sale: { lines: NamedLine[] };
  not_yet: NotYet;
  limit_passed: { lines: LimitedLine[] };
  unknown_sku: { skus: string[] };
  day_closed: { day: Day };
  shop_closed: { message: string };
  /** Until when, and by which clock. */
  paused: Pause;
  cart_empty: Record<string, never>;
  cart_gone: Record<string, never>;
  total_too_large: Record<string, never>;
  key_reused: Record<string, never>;
  /** The order that the form placed when it was sent before. */
  form_reused: { orderId: string };
  /** Orders that changed, or were printed by somebody else, after the page with their tickets was opened. */
  tickets_outdated: { orders: string[] };
  wrong_status: { status: string; by: string | null; at?: string };
  too_late_to_undo: Record<string, never>;
  too_late_to_cancel: { phone: string };
  /** Customers may not, or no longer, change it themselves. */
  too_late_to_change: { phone: string };
  /** What is in the cart is for another day than the order that it is to be added to. */
  other_day: { day: Day };
  /** What is added costs another price than the one that was looked at. */
  prices_changed: { lines: NamedLine[] };
  order_emptied: Record<string, never>;
};

/** What orders can refuse, with words for the person who asked. */
export const refuse: <Code extends keyof OrderRefusals>(code: Code, detail: OrderRefusals[Code]) => never =
  refusals<OrderRefusals>({
    out_of_stock: ({ lines }) => lines.map(shortWords).join(" "),
    price_changed: () => "The total has changed since you looked. Please check it and place the order again.",
    not_on_sale: ({ lines }) =>
      `${list(lines.map((line) => line.name))} ${lines.length === 1 ? "is" : "are"} no longer on sale.`,
    not_yet: ({ lines, opensAt, ...place }) =>
      notYetWords(
        lines.map((line) => line.name),
        new Date(opensAt),
        place,
      ),
    limit_passed: ({ lines }) => lines.map(limitWords).join(" "),
    unknown_sku: ({ skus }) => `We do not sell ${list(skus)}.`,
    day_closed: () => "That day can no longer be ordered for. Please choose another.",
    shop_closed: ({ message }) => message || "The shop takes no orders at the moment.",
    paused: pausedWords,
    cart_empty: () => "There is nothing in your cart yet.",
    cart_gone: () => "This cart is no longer here. Please start a new one.",
    total_too_large: () => "This is more than one order can hold. Please talk to the shop.",
    key_reused: () => "This Idempotency-Key came earlier with other content.",
    tickets_outdated: ({ orders }) =>
      `${list(orders)} changed or ${orders.length === 1 ? "was" : "were"} printed after this page was opened. Look at what it says now, then print.`,
    form_reused: () => "This form has already placed an order, with other content. Open that order to change it.",
    wrong_status: ({ status, by, at }) =>
      `This order is already ${status}${by ? `, by ${by}` : ""}${at ? ` at ${at}` : ""}.`,
    too_late_to_undo: () => "It is too late to undo this: the customer may have been told.",
    too_late_to_cancel: ({ phone }) =>
      `It is too late to cancel here. Please call the shop${phone ? `: ${phone}` : "."}`,
    too_late_to_change: ({ phone }) =>
      `This order can no longer be changed here. Please call the shop${phone ? `: ${phone}` : "."}`,
    other_day: () => "Your order is for another day. Please change the cart to that day, or place a new order.",
    prices_changed: ({ lines }) =>
      `The price of ${list(lines.map((line) => line.name))} has changed since you looked. Please look again, then save.`,
    order_emptied: () => "Nothing would be left of this order. To end it, cancel it.",
  });

/** A limit per order as customers and the log read it. */
export function limitWords({ name, limit }: Pick<LimitedLine, "name" | "limit">): string {
  return `At most ${limit} of ${name} in one order.`;
}

function shortWords({ name, available, kept = 0 }: ShortLine): string {
  const more = available - kept;
  if (kept > 0 && more <= 0) return `No more of ${name} is left.`;
  if (kept > 0) return `Only ${more} more of ${name} ${more === 1 ? "is" : "are"} left.`;
  if (available === 0) return `${name} is sold out.`;
  return `Only ${available} left of ${name}.`;
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}
