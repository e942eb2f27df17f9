import { changeWords } from "@/components/deliveries/delivery-words";
import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import { statusMarks } from "@/components/orders/admin/status-marks";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";
import type { PrunedMessage } from "@/lib/deliveries/pruned-queries";
import { channelWords, type DeliveryState } from "@/lib/deliveries/status";
import type { OrderView } from "@/lib/orders/queries";
import { channelPhrase, type OrderStatus, statusEvents, statusWords } from "@/lib/orders/status";
import type { TimelineEvent } from "@/lib/orders/timeline-event";

export type Entry = {
  key: string;
  at: Date;
  hue: Hue;
  glyph: GlyphName;
  words: string;
  by: string;
  strong: boolean;
  undone: boolean;
  /** One line each, below. */
  details: string[];
};
export type Step = { status: OrderStatus; hue: Hue; glyph: GlyphName; reached: TimelineEvent | null; current: boolean };

/** What happened to an order and to the messages about it, newest first; of some messages no more is known than that. */
export function timelineOf(
  order: OrderView,
  deliveries: readonly DeliveryRow[],
  pruned: readonly PrunedMessage[] = [],
): Entry[] {
  const known = order.events.filter((event) => event.status !== null);
  const events = order.events.map((event) => eventEntry(event, order, known[known.indexOf(event) - 1]));
  const messages = [...messageEntries(deliveries, ""), ...messageEntries(pruned, ". Its record was taken out")];
  return [...events, ...messages].sort((one, other) => other.at.getTime() - one.at.getTime());
}

function eventEntry(event: TimelineEvent, order: OrderView, before: TimelineEvent | undefined): Entry {
  const { id: key, at, undoneAt, changes: details } = event;
  const by = whoWords(event.actor, order);
  return { key, at, by, undone: undoneAt !== null, details, ...told(event, order, before) };
}

type Telling = Pick<Entry, "hue" | "glyph" | "words" | "strong">;

/** A move, an edit, a tick, an undo, or what staff did around the order. */
function told(event: TimelineEvent, order: OrderView, before: TimelineEvent | undefined): Telling {
  const around = aroundWords(event);
  if (around) return around;
  const status = event.status ?? order.status;
  if (event.type !== "order.changed") {
    return { ...statusMarks[status], words: statusChange(event, status, order), strong: true };
  }
  if (event.edit) return { hue: "accepted", glyph: "note", words: `Changed${thrown(event)}`, strong: true };
  if (before && before.paid !== event.paid) {
    const words = event.paid ? "Paid" : "Paid tick taken away";
    return { hue: "done", glyph: event.paid ? "tick" : "dash", words, strong: true };
  }
  if (before?.status === event.status) return { hue: "done", glyph: "tick", words: "The rest is paid", strong: true };
  return { hue: "done", glyph: "back", words: `Undone: ${statusWords[status]} again`, strong: true };
}

/** What staff did around an order, which the order itself knows nothing of. */
function aroundWords({ type, note }: TimelineEvent): Telling | null {
  const around = (glyph: GlyphName, words: string): Telling => ({ hue: "done", glyph, words, strong: false });
  switch (type) {
    case "order.noted":
      return { ...around("note", note ? `“${note}”` : "A note that was erased"), hue: "placed" };
    case "order.limit_lifted":
      return around("note", note ? `Limits lifted: “${note}”` : "Limits lifted, for a reason that was erased");
    case "order.printed":
      return around("tick", "Ticket printed");
    case "order.reminded":
      return around("late", "Reminded of the pickup");
    case "delivery.sent_again":
      return around("retry", note ? `Message to ${note} sent again` : "Message sent again");
    case "delivery.confirmation_sent":
      return around("retry", note ? `Confirmation sent to ${note}` : "Confirmation sent again");
    case "delivery.marked_arrived":
      return around("tick", note ? `Said that the message to ${note} arrived` : "Said that a message arrived");
    case "customer.stopped_texts":
      return { ...around("dash", "Replied STOP: no more texts"), hue: "stop" };
    case "customer.wants_texts":
      return around("tick", "Replied START: texts again");
    default:
      return null;
  }
}

function statusChange(event: TimelineEvent, status: OrderStatus, order: OrderView): string {
  if (event.type === "order.placed") return `Placed ${channelPhrase(order.channel)}`;
  if (status === "cancelled" && order.cancelReason) return `Cancelled${thrown(event)}: ${order.cancelReason}`;
  return `${statusWords[status]}${thrown(event)}`;
}

function thrown({ writtenOff }: TimelineEvent): string {
  if (writtenOff === 0) return "";
  return `, ${writtenOff} ${writtenOff === 1 ? "unit" : "units"} written off`;
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

type Message = Pick<DeliveryRow, "eventId" | "eventType" | "channel" | "state" | "settledAt"> & { createdAt?: Date };

function messageEntries(messages: readonly Message[], after: string): Entry[] {
  const told = Map.groupBy(
    messages.filter((message) => messageWords[message.state]),
    ({ eventId, state }) => `${eventId} ${state}${after}`,
  );
  return [...told].map(([key, alike]) => messageEntry(key, alike, after));
}

/** What came of one change's messages that fared alike, in one line: "Placed: email, text and export delivered". */
function messageEntry(key: string, alike: Message[], after: string): Entry {
  const [first] = alike as [Message];
  const { words, ...mark } = messageWords[first.state]!;
  const channels = [...new Set(alike.map((delivery) => channelWords[delivery.channel].toLowerCase()))];
  const which = new Intl.ListFormat("en-GB").format(channels);
  const at = new Date(Math.max(...alike.map(({ settledAt, createdAt }) => (settledAt ?? createdAt)?.getTime() ?? 0)));
  const about = changeWords(first.eventType);
  return {
    key,
    at,
    ...mark,
    words: `${about}: ${which} ${words}${after}`,
    by: "Holdfast",
    strong: false,
    undone: false,
    details: [],
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
  return event.undoneAt === null && statusEvents.includes(event.type);
}

/** Who brought an order to a step, in a word: a first name, or how it was placed. */
export function stepWho(event: TimelineEvent, channel: string): string {
  if (event.actor.kind === "staff") return event.actor.name?.split(" ")[0] ?? "staff";
  if (event.type === "order.placed") return channelPhrase(channel);
  return "Holdfast";
}
