import { appUrl } from "@/lib/deliveries/channels/settings";
import { letterWords, type Telling } from "@/lib/deliveries/own-words";
import { calendarName } from "@/lib/deliveries/rules";
import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import { pickupEntry } from "@/lib/orders/pickup-entry";
import { dueOf, paidOf, paymentStatusOf } from "@/lib/orders/rules";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { hoursOn, type OpenHours, whenWords } from "@/lib/pickup/rules-of-hours";
import type { Shop } from "@/lib/settings/queries";
import { mapOf } from "@/lib/settings/rules-of-place";
import type { OrderLetter } from "@/lib/settings/words";
import { formatDay } from "@/lib/time";

export type LetterRequest = Telling & {
  /** What an edit changed, before → after, one line each. */
  changes: readonly string[];
  /** When what it tells of happened. */
  at: Date;
};

export type Row = { words: string; detail: string; price: string };
export type Sum = { words: string; amount: string };

/** All that a letter to a customer says. Its two parts, HTML and plain, are written from this alone, so that they cannot disagree. */
export type CustomerLetter = {
  subject: string;
  title: string;
  opening: readonly string[];
  changes: readonly string[];
  number: string;
  /** Below the number. */
  numberWords: string;
  collect: { day: string; hours: string; address: string; map: string; directions: string; calendar: string } | null;
  lines: readonly Row[];
  sums: readonly Sum[];
  payment: string;
  order: { href: string; words: string };
  closing: readonly string[];
  /** Whom to call. */
  help: string;
  /** Why one gets this. */
  why: string;
};

const titles: Readonly<Record<OrderLetter, string>> = {
  placed: "Your order is in",
  accepted: "We are on it",
  ready: "Your order is ready",
  reminder: "See you soon",
  changed: "Your order is changed",
  cancelled: "Your order is cancelled",
};

/** What a letter says, by what it tells. */
export function customerLetter(kind: OrderLetter, request: LetterRequest): CustomerLetter {
  const { order, shop, changes } = request;
  const { subject, opening, closing } = letterWords(kind, request);
  const gone = kind === "cancelled";
  return {
    subject,
    title: titles[kind],
    opening: [...paragraphs(opening), ...(gone && order.cancelReason ? [`The reason: ${order.cancelReason}`] : [])],
    changes: kind === "changed" ? changes : [],
    number: orderNumber(order),
    numberWords: gone ? "Nothing is to be paid." : "Say this number at the counter.",
    collect: gone ? null : collect(kind, request),
    lines: rowsOf(order),
    sums: gone ? [] : sumsOf(order),
    payment: gone || paymentStatusOf(order) === "paid" ? "" : shop.paymentNote,
    order: { href: `${appUrl()}/orders/${order.token}`, words: gone ? "See the order" : "See your order" },
    closing: paragraphs(closing),
    help: helpWords(kind, shop),
    why: `You get this because you ordered at ${shop.name} and gave this address. It is about this order alone.`,
  };
}

/** The pickup as a calendar file, to go with the letter. */
export function letterCalendar({ order, shop, days, at }: LetterRequest): string {
  return pickupEntry(order, { shop, hours: hoursOn<OpenHours>(days, order.pickupDay), appUrl: appUrl(), at });
}

function collect(kind: OrderLetter, { order, shop, days }: LetterRequest): CustomerLetter["collect"] {
  return {
    day: formatDay(order.pickupDay, order.locale),
    hours: whenWords(order, days, shop.locale),
    address: shop.address,
    map: shop.address && mapOf(shop.address),
    directions: shop.directions,
    calendar: `The file ${calendarName} ${kind === "changed" ? "changes it in" : "adds it to"} your calendar.`,
  };
}

/** What was ordered, a row for each line. */
export function rowsOf({ lines, currency, locale }: OrderSnapshot): Row[] {
  return lines.map(({ quantity, itemName, variantName, totalMinor }) => ({
    words: `${quantity} × ${itemName}`,
    detail: variantName,
    price: formatMoney(totalMinor, currency, locale),
  }));
}

/** What was paid, and what is still to pay. */
export function sumsOf(order: OrderSnapshot): Sum[] {
  const money = (minor: number) => formatMoney(minor, order.currency, order.locale);
  const due = { words: "To pay when you collect", amount: money(dueOf(order)) };
  const status = paymentStatusOf(order);
  if (status === "unpaid") return [due];
  const paid = { words: "Paid", amount: money(paidOf(order)) };
  return status === "paid" ? [paid] : [{ words: "Total", amount: money(order.totalMinor) }, paid, due];
}

function helpWords(kind: OrderLetter, { phone }: Shop): string {
  if (!phone) return "";
  if (kind === "cancelled") return `If this is a surprise, please call us: ${phone}`;
  if (kind === "changed") return `If this is not what you wanted, please call us: ${phone}`;
  return `Something not right? Call us: ${phone}`;
}

function paragraphs(words: string): string[] {
  return words
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
}
