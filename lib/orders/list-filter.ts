import type { OrderStatus } from "@/lib/orders/status";
import { type Day, isDay } from "@/lib/time";

/** Which orders a list shows. Days are the shop's own, both ends among them. */
export type OrderFilter = {
  /** As typed: a number, or parts of a name, an email or a phone number. */
  find: string;
  pickupFrom: Day | null;
  pickupTo: Day | null;
  placedFrom: Day | null;
  placedTo: Day | null;
  status: OrderStatus | "open" | null;
  /** An item's id. */
  item: string | null;
  channel: string | null;
};

export const everyOrder: OrderFilter = {
  find: "",
  pickupFrom: null,
  pickupTo: null,
  placedFrom: null,
  placedTo: null,
  status: null,
  item: null,
  channel: null,
};

/** What a list can be narrowed to by status, in the order of an order's life. */
export const statusChoices = [
  "open",
  "placed",
  "accepted",
  "ready",
  "completed",
  "cancelled",
  "not_collected",
] as const satisfies readonly (OrderStatus | "open")[];

type Said = Record<string, string | undefined>;

/** A filter as an address says it; what it says wrongly is left out. */
export function readOrderFilter(said: Said): OrderFilter {
  const day = (name: string) => (isDay(said[name] ?? "") ? (said[name] ?? null) : null);
  const id = (name: string) => (/^[\w-]{1,64}$/.test(said[name] ?? "") ? (said[name] ?? null) : null);
  return {
    find: (said.find ?? "").trim().slice(0, 80),
    pickupFrom: day("pickup_from"),
    pickupTo: day("pickup_to"),
    placedFrom: day("placed_from"),
    placedTo: day("placed_to"),
    status: statusChoices.find((status) => status === said.status) ?? null,
    item: id("item"),
    channel: id("channel"),
  };
}

/** The same filter as an address says it. */
export function orderFilterParams(filter: OrderFilter): URLSearchParams {
  const { find, pickupFrom, pickupTo, placedFrom, placedTo, status, item, channel } = filter;
  const said = { find, pickup_from: pickupFrom, pickup_to: pickupTo, placed_from: placedFrom, placed_to: placedTo };
  const all = Object.entries({ ...said, status, item, channel });
  return new URLSearchParams(all.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Whether a filter leaves anything out. */
export function isNarrowed(filter: OrderFilter): boolean {
  return [...orderFilterParams(filter)].length > 0;
}

/** Where a page of a list begins: before or after an order, newest first. */
export type Cursor = { after: "older" | "newer"; at: Date; id: string };

/** "older.1763719920000.ord_01J..." as a cursor; null for anything else. */
export function readCursor(text: string): Cursor | null {
  const [, after, ms, id] = /^(older|newer)\.(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? [];
  const at = new Date(Number(ms));
  if (!after || !id || Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return null;
  return { after: after as Cursor["after"], at, id };
}

/** A cursor as an address says it. */
export function cursorWords(after: Cursor["after"], { placedAt, id }: { placedAt: Date; id: string }): string {
  return `${after}.${placedAt.getTime()}.${id}`;
}
