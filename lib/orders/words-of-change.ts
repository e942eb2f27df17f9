import { fullName } from "@/lib/catalog/rules";
import { formatMoney } from "@/lib/money";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import { type Day, formatShortDay } from "@/lib/time";

/** A changed line as it was before an edit; quantity 0 if the edit added it. Money in minor units. */
export type PreviousLine = {
  id: string;
  sku: string;
  name: string;
  variant: string;
  quantity: number;
  unit_price: number;
  total: number;
};

/** What an edit changed, as it was before, in the words of the export. */
export type Previous = {
  lines?: PreviousLine[];
  totals?: { subtotal: number; total: number };
  payment_status?: string;
  /** `slot`: the time as people read it. */
  fulfilment?: { day: Day; slot_start?: string; slot_end?: string; slot?: string };
  customer?: OrderSnapshot["customer"];
  notify?: OrderSnapshot["notify"];
  note?: string | null;
};

/** Whether what changed is an edit of what was agreed, not a tick or a move taken back: then the customer is told. */
export function isEdit(previous: object | null): boolean {
  return previous !== null && ["lines", "fulfilment", "customer", "notify", "note"].some((field) => field in previous);
}

/** Whether what was agreed changed: lines, day or note, and not only how its customer is told. */
export function isOfAgreed(previous: object | null): boolean {
  return previous !== null && ["lines", "fulfilment", "note"].some((field) => field in previous);
}

/** What an edit changed, before → after, one plain line each: "Country sourdough, 800 g: 2 → 3". `after` is the order that came of it. */
export function changeWords(after: OrderSnapshot, previous: Previous): string[] {
  const { lines = [], totals, fulfilment, customer, notify } = previous;
  const money = (minor: number) => formatMoney(minor, after.currency, after.locale);
  return [
    ...lines.map((line) => lineWords(line, after)),
    ...(fulfilment ? [`Pickup: ${pickupBefore(fulfilment, after.locale)} → ${pickupWords(after)}`] : []),
    ...(totals ? [`Total: ${money(totals.total)} → ${money(after.totalMinor)}`] : []),
    ...(customer ? contactWords(customer, after.customer) : []),
    ...(notify ? [`Told: ${tellWords(notify)} → ${tellWords(after.notify)}`] : []),
    ...("note" in previous ? [noteWords(previous.note ?? "", after.note)] : []),
  ];
}

type Pickup = { pickupDay: Day; slot: { startsMinute: number; endsMinute: number } | null; locale: string };

/** When an order is collected, in short: "Sat 28 Nov", with its time if it has one. */
export function pickupWords({ pickupDay, slot, locale }: Pickup): string {
  const day = formatShortDay(pickupDay, locale);
  return slot ? `${day}, ${timeWords(slot, locale)}` : day;
}

function pickupBefore({ day, slot }: NonNullable<Previous["fulfilment"]>, locale: string): string {
  const words = formatShortDay(day, locale);
  return slot ? `${words}, ${slot}` : words;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What an event says was so before and is so after, field by field: of an edit, whose `previous` speaks as the export does, the changed lines
 * with their quantities, the day and the total. Anything else as it came.
 */
export function comparedFields({ before, after }: { before: Fields; after: Fields }): {
  before: Fields;
  after: Fields;
} {
  if (!isEdit(before)) return { before, after };
  const { lines = [], totals, fulfilment, payment_status: _, ...rest } = before as Previous;
  const known = (after.lines ?? []) as OrderSnapshot["lines"];
  const named = (count: (line: PreviousLine) => number) =>
    lines.map((line) => ({ name: fullName(line.name, line.variant), quantity: count(line) }));
  const changed = lines.length > 0;
  return {
    before: {
      ...(changed && { lines: named((line) => line.quantity) }),
      ...(totals && { totalMinor: totals.total }),
      ...(fulfilment && { pickupDay: fulfilment.day }),
      ...rest,
    },
    after: {
      ...after,
      ...(changed && { lines: named(({ id }) => known.find((line) => line.id === id)?.quantity ?? 0) }),
    },
  };
}

function lineWords(before: PreviousLine, after: OrderSnapshot): string {
  const name = fullName(before.name, before.variant);
  const now = after.lines.find((line) => line.id === before.id)?.quantity ?? 0;
  if (before.quantity === 0) return `Added: ${now} × ${name}`;
  return now === 0 ? `Removed: ${before.quantity} × ${name}` : `${name}: ${before.quantity} → ${now}`;
}

type Customer = OrderSnapshot["customer"];

function contactWords(before: Customer, after: Customer): string[] {
  const fields = [
    ["Name", "name"],
    ["Email", "email"],
    ["Phone", "phone"],
  ] as const;
  return fields
    .filter(([, field]) => before[field] !== after[field])
    .map(([words, field]) => `${words}: ${before[field] || "none"} → ${after[field] || "none"}`);
}

/** "by email and text". */
export function tellWords({ email, text }: OrderSnapshot["notify"]): string {
  const ways = [email && "email", text && "text"].filter(Boolean);
  return ways.length > 0 ? `by ${ways.join(" and ")}` : "not at all";
}

function noteWords(before: string, after: string): string {
  if (!before) return `Note added: “${after}”`;
  return after ? `Note: “${before}” → “${after}”` : `Note taken away: “${before}”`;
}
