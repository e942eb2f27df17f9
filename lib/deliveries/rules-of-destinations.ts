import type { DeliveryChannel } from "@/lib/deliveries/status";

export type DestinationKind = "webhook" | "sheet" | "slack" | "folder" | "colleague";

/** Every kind, in the order in which they are offered. */
export const kinds = ["webhook", "sheet", "slack", "folder", "colleague"] as const satisfies readonly DestinationKind[];

/** What a kind is, and what it asks for, as owners read it. */
export const kindWords: Readonly<Record<DestinationKind, { name: string; says: string }>> = {
  webhook: { name: "Webhook", says: "Signed HTTP messages, for a program of yours or for Zapier, Make and n8n." },
  sheet: { name: "Google Sheet", says: "A row for each order, kept up to date." },
  slack: { name: "Slack", says: "A message in a channel, the order's number first." },
  folder: { name: "Folder", says: "A CSV file for each day, in a folder that a sync program carries away." },
  colleague: { name: "Email to a colleague", says: "Each order, or a summary at a set hour." },
};

/** The channel over which a kind is reached. */
export const channelOfKind: Readonly<Record<DestinationKind, DeliveryChannel>> = {
  webhook: "webhook",
  sheet: "sheet",
  slack: "slack",
  folder: "folder",
  colleague: "email",
};

type EventWords = Readonly<Record<string, string>>;

/** The events of an order that a destination may hear of, and how they read. */
export const orderEvents: EventWords = {
  "order.placed": "Order placed",
  "order.accepted": "Order accepted",
  "order.ready": "Order ready",
  "order.completed": "Order completed",
  "order.not_collected": "Order not collected",
  "order.cancelled": "Order cancelled",
  "order.changed": "Order changed",
};

/** The same of a stock level. */
export const stockEvents: EventWords = {
  "stock.low": "Stock runs low",
  "stock.sold_out": "Sold out",
  "stock.back": "Can be had again",
};

/** Every event that a destination may hear of. */
export const exportedEvents: EventWords = { ...orderEvents, ...stockEvents };

/** Whether a kind can tell of stock: a row of a sheet or a file is an order. */
export function tellsOfStock(kind: DestinationKind): boolean {
  return kind !== "sheet" && kind !== "folder";
}

/** What a kind can tell of. */
export function eventsOf(kind: DestinationKind): EventWords {
  return tellsOfStock(kind) ? exportedEvents : orderEvents;
}

/** A destination as its channel needs it: its secrets open. */
export type OpenDestination = {
  id: string;
  kind: DestinationKind;
  name: string;
  address: string;
  settings: Readonly<Record<string, unknown>>;
  /** The newest first; the one before a rotation for a day more. */
  secrets: readonly string[];
};
