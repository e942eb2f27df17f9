import type { OrderStatus } from "@/lib/orders/status";
import type { Day } from "@/lib/time";

/** What a variant's level says to everyone: how many can be ordered, and which version of the level says so. */
export type LiveLevel = { variantId: string; available: number; version: number };
export type LiveStock = { day: Day; levels: LiveLevel[] };
export type LiveOrder = { token: string; number: string; status: OrderStatus; revision: number };
export type LiveBoardOrder = {
  id: string;
  number: number;
  status: OrderStatus;
  revision: number;
  pickupDay: Day;
  /** What stands before the number. */
  numberPrefix: string;
  channel: string;
  customerName: string;
  /** An instant in UTC, as ISO 8601. */
  placedAt: string;
};
export type LiveBoard = {
  /** The open orders and those that changed lately; never the whole history. */
  orders: LiveBoardOrder[];
  counts: { placed: number; accepted: number; ready: number };
  /** Deliveries that need someone to look. */
  trouble: number;
};

/** What a stream says. Values are absolute: each message is true by itself, whatever was missed before it. */
export type LiveMessage =
  | { event: "stock"; data: LiveStock & { whole: boolean } }
  | { event: "order"; data: LiveOrder }
  | { event: "board"; data: LiveBoard & { whole: boolean } }
  | { event: "outage"; data: { over: boolean } }
  | { event: "beat"; data: Record<string, never> };

export type LiveTopic = { kind: "stock"; day: Day } | { kind: "order"; token: string } | { kind: "board" };

/** How many topics one page may follow. */
export const topicsPerStream = 8;

/** A stream says something at least this often. */
export const beatEveryMs = 15_000;

/** `stock:2026-11-28`, `order:<token>` or `admin`; null for anything else. */
export function parseTopic(text: string): LiveTopic | null {
  if (text === "admin") return { kind: "board" };
  const day = /^stock:(\d{4}-\d{2}-\d{2})$/.exec(text)?.[1];
  if (day) return isDay(day) ? { kind: "stock", day } : null;
  const token = /^order:([\w-]{22})$/.exec(text)?.[1];
  return token ? { kind: "order", token } : null;
}

/** The topics of a `?topics=` list, each once; null if one of them is none or they are too many. */
export function parseTopics(list: string | null): string[] | null {
  const topics = [...new Set((list ?? "").split(",").filter(Boolean))];
  if (topics.length === 0 || topics.length > topicsPerStream) return null;
  return topics.every(parseTopic) ? topics : null;
}

/** The topic that a message is about; null for one about the stream itself. */
export function topicOf(message: LiveMessage): string | null {
  if (message.event === "stock") return `stock:${message.data.day}`;
  if (message.event === "order") return `order:${message.data.token}`;
  return message.event === "board" ? "admin" : null;
}

/** Levels with newer ones put in their place. What is older than what is shown is dropped. */
export function mergeLevels(shown: readonly LiveLevel[], heard: readonly LiveLevel[]): LiveLevel[] {
  return mergeBy(
    shown,
    heard,
    (level) => level.variantId,
    (level) => level.version,
  );
}

/** The newer of two states of an order. */
export function newerOrder<Order extends { revision: number }>(shown: Order, heard: Order): Order {
  return heard.revision >= shown.revision ? heard : shown;
}

/** A board after a message: the whole replaces what is shown, changes are put in their place; older rows are dropped. */
export function mergeBoard(shown: LiveBoard, heard: LiveBoard & { whole: boolean }): LiveBoard {
  const { whole, ...board } = heard;
  const kept = whole ? shown.orders.filter((order) => board.orders.some(({ id }) => id === order.id)) : shown.orders;
  const orders = mergeBy(
    kept,
    board.orders,
    (order) => order.id,
    (order) => order.revision,
  );
  return { ...board, orders };
}

function mergeBy<Row>(
  shown: readonly Row[],
  heard: readonly Row[],
  key: (row: Row) => string,
  version: (row: Row) => number,
): Row[] {
  const rows = new Map(shown.map((row) => [key(row), row]));
  for (const row of heard) {
    const known = rows.get(key(row));
    if (!known || version(row) >= version(known)) rows.set(key(row), row);
  }
  return [...rows.values()];
}

/** How long to wait before trying again: 1 s doubling to 15 s, then half of it left to chance (0 to 1). */
export function backoffMs(failures: number, chance: number): number {
  const most = Math.min(15_000, 1_000 * 2 ** Math.max(0, failures - 1));
  return Math.round(most / 2 + (most / 2) * chance);
}

/** A message as a stream carries it. */
export function frameOf(message: LiveMessage): string {
  return `event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
