import { channelWords, type DeliveryChannel, type DeliveryState, deliveryStateWords } from "@/lib/deliveries/status";
import { addDays, type Day, isDay } from "@/lib/time";

/** Which deliveries a list shows. Days are the shop's own, both ends among them: those on which a message was made. */
export type DeliveryFilter = {
  state: DeliveryState | null;
  channel: DeliveryChannel | null;
  /** A destination's id. */
  destination: string | null;
  /** An order's number as it was typed, with or without its prefix. */
  order: string;
  from: Day | null;
  to: Day | null;
};

export const everyDelivery: DeliveryFilter = {
  state: null,
  channel: null,
  destination: null,
  order: "",
  from: null,
  to: null,
};

/** Every state and channel, in the order in which they are offered. */
export const states = Object.keys(deliveryStateWords) as DeliveryState[];
export const channels = Object.keys(channelWords) as DeliveryChannel[];

/** A filter as an address or a form says it; what it says wrongly is left out. */
export function readDeliveryFilter(said: Readonly<Record<string, unknown>>): DeliveryFilter {
  const words = (name: string) => (typeof said[name] === "string" ? said[name].trim().slice(0, 40) : "");
  const day = (name: string) => (isDay(words(name)) ? words(name) : null);
  return {
    state: states.find((state) => state === words("state")) ?? null,
    channel: channels.find((channel) => channel === words("channel")) ?? null,
    destination: /^dst_\w{1,36}$/.test(words("destination")) ? words("destination") : null,
    order: words("order"),
    from: day("from"),
    to: day("to"),
  };
}

/** The same filter by the names of its address, without what it leaves open. */
export function filterFields(filter: DeliveryFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The list's address under a filter, with what else the address is to say. */
export function deliveriesPath(filter: Partial<DeliveryFilter>, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...filterFields({ ...everyDelivery, ...filter }), ...more });
  return query.size > 0 ? `/admin/deliveries?${query}` : "/admin/deliveries";
}

/** Whether a filter leaves anything out. */
export function isNarrowed(filter: DeliveryFilter): boolean {
  return Object.keys(filterFields(filter)).length > 0;
}

/** The number at the end of what was typed: "FB-1042" is 1042. Null if there is none. */
export function numberIn(order: string): number | null {
  const digits = /(\d{1,9})$/.exec(order)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The days that are chosen by one press, with their words. */
export function dayChoices(today: Day): { words: string; from: Day | null; to: Day | null }[] {
  return [
    { words: "Any day", from: null, to: null },
    { words: "Today", from: today, to: today },
    { words: "Yesterday", from: addDays(today, -1), to: addDays(today, -1) },
    { words: "7 days", from: addDays(today, -6), to: today },
    { words: "30 days", from: addDays(today, -29), to: today },
  ];
}

/** Where a page of the list begins: below this one, newest first. */
export type DeliveryCursor = { at: Date; id: string };

/** "1763719920000.dlv_01J..." as a cursor; null for anything else. */
export function readDeliveryCursor(text: string): DeliveryCursor | null {
  const [, ms, id] = /^(\d{1,15})\.(\w{1,64})$/.exec(text) ?? [];
  const at = new Date(Number(ms));
  return id && !Number.isNaN(at.getTime()) && at.getUTCFullYear() <= 9999 ? { at, id } : null;
}

/** A cursor as an address says it. */
export function deliveryCursorWords({ createdAt, id }: { createdAt: Date; id: string }): string {
  return `${createdAt.getTime()}.${id}`;
}
