import { changeWords } from "@/components/deliveries/delivery-words";
import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import { statusMarks } from "@/components/orders/admin/status-marks";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";
import { channelWords, type DeliveryState } from "@/lib/deliveries/status";
import type { OrderView, TimelineEvent } from "@/lib/orders/queries";
import { channelPhrase, type OrderStatus, statusWords } from "@/lib/orders/status";

export type Entry = {
  key: string;
  at: Date;
  hue: Hue;
  glyph: GlyphName;
  words: string;
  by: string;
  strong: boolean;
  undone: boolean;
};
export type Step = { status: OrderStatus; hue: Hue; glyph: GlyphName; reached: TimelineEvent | null; current: boolean };

/** What happened to an order and to the messages about it, newest first. */
export function timelineOf(order: OrderView, deliveries: readonly DeliveryRow[]): Entry[] {
  const events = order.events.map((event, index) => eventEntry(event, order, order.events[index - 1]));
  return [...events, ...messageEntries(deliveries)].sort((one, other) => other.at.getTime() - one.at.getTime());
}

function eventEntry(event: TimelineEvent, order: OrderView, before: TimelineEvent | undefined): Entry {
  const { id: key, at, undoneAt } = event;
  const by = whoWords(event.actor, order);
  const common = { key, at, by, undone: undoneAt !== null };
  if (event.type !== "order.changed") {
    return { ...common, ...statusMarks[event.status], words: statusChange(event, order), strong: true };
  }
  if (before && before.paid !== event.paid) {
    const words = event.paid ? "Paid" : "Paid tick taken away";
    return { ...common, hue: "done", glyph: event.paid ? "tick" : "dash", words, strong: true };
  }
  return { ...common, hue: "done", glyph: "back", words: `Undone: ${statusWords[event.status]} again`, strong: true };
}

function statusChange({ status, type }: TimelineEvent, order: OrderView): string {
  if (type === "order.placed") return `Placed ${channelPhrase(order.channel)}`;
  if (status === "cancelled" && order.cancelReason) return `Cancelled: ${order.cancelReason}`;
  return statusWords[status];
}

function whoWords({ kind, name }: TimelineEvent["actor"], order: OrderView): string {
  if (kind === "staff") return name ?? "Staff";
  if (kind === "system") return name ?? "Holdfast";
  return order.customer.name;
}

const messageWords: Partial<Record<DeliveryState, { hue: Hue; glyph: GlyphName; words: string }>> = {
  delivered: { hue: "ready", glyph: "tick", words: "delivered" },
  kept: { hue: "done", glyph: "kept", words: "kept in the outbox" },
  unknown: { hue: "unsure", glyph: "unknown", words: "may not have gone" },
  dead: { hue: "stop", glyph: "cross", words: "did not arrive" },
  withdrawn: { hue: "done", glyph: "dash", words: "withdrawn" },
};

function messageEntries(deliveries: readonly DeliveryRow[]): Entry[] {
  const told = Map.groupBy(
    deliveries.filter((delivery) => messageWords[delivery.state]),
    ({ eventId, state }) => `${eventId} ${state}`,
  );
  return [...told.values()].map(messageEntry);
}

/** What came of one change's messages that fared alike, in one line: "Placed: email, text and export delivered". */
function messageEntry(alike: DeliveryRow[]): Entry {
  const [first] = alike as [DeliveryRow];
  const { words, ...mark } = messageWords[first.state]!;
  const channels = [...new Set(alike.map((delivery) => channelWords[delivery.channel].toLowerCase()))];
  const which = new Intl.ListFormat("en-GB").format(channels);
  const at = new Date(Math.max(...alike.map(({ settledAt, createdAt }) => (settledAt ?? createdAt).getTime())));
  const about = changeWords(first.eventType);
  return {
    key: first.id,
    at,
    ...mark,
    words: `${about}: ${which} ${words}`,
    by: "Holdfast",
    strong: false,
    undone: false,
  };
}

const straight: OrderStatus[] = ["placed", "accepted", "ready", "completed"];

/** The steps of an order's way, each with the event that reached it; one that ended early ends with how. */
export function stepsOf(order: OrderView): Step[] {
  const reached = (status: OrderStatus) =>
    order.events.findLast((event) => event.status === status && stands(event)) ?? null;
  const ended = order.status === "cancelled" || order.status === "not_collected";
  const way = ended ? [...straight.filter((status) => status === "placed" || reached(status)), order.status] : straight;
  const at = way.indexOf(order.status);
  return way.map((status, index) => ({
    status,
    ...statusMarks[status],
    reached: index <= at ? reached(status) : null,
    current: index === at,
  }));
}

function stands(event: TimelineEvent): boolean {
  return event.undoneAt === null && event.type !== "order.changed";
}

/** Who brought an order to a step, in a word: a first name, or how it was placed. */
export function stepWho(event: TimelineEvent, channel: string): string {
  if (event.actor.kind === "staff") return event.actor.name?.split(" ")[0] ?? "staff";
  if (event.type === "order.placed") return channelPhrase(channel);
  return "Holdfast";
}
